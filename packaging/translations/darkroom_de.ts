<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Apache-2.0: use it, change it, pass it on. Models keep licences of their own, which stand on their pages.</source>
        <translation>Apache-2.0: benutze es, ändere es, gib es weiter. Modelle haben eigene Lizenzen, die auf ihren Seiten stehen.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Darkroom {version}</source>
        <translation>Darkroom {version}</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Python {python} · Qt {qt} · {system}</source>
        <translation>Python {python} · Qt {qt} · {system}</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>AbsentNote</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom can download it ({size}), and goes on where it was if that is interrupted. Or get the file from its page, then choose it here:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this page in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{quant} is not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>Back to automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context in steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context, tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F16: the usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F32: twice the memory, for comparisons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and values as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and values as {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers whose experts are on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers with their experts there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q8_0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q8_0: half the memory, a little less exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to {n} tokens fit in this way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With these values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Every byte was checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerNote</name>
    <message>
        <source>Answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer without thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom ended while this answer was being written. What was there is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the oldest messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it another canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go on with another canvas, or have it answer without thinking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer came back empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model ended its canvas without a word; short questions do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was still thinking when its last canvas was full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking took up all of the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer was interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again with another seed, or ask for a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was cut off at its limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was cut off. Go on with another canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentChips</name>
    <message>
        <source>Leave {name} out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished">Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished">Kopieren</translation>
    </message>
    <message>
        <source>{size}, as it was when the question was sent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished">Kopiert</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom is running already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Hugging Face Hub did not answer as hoped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation is too long for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file came damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history of your chats has trouble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no usable chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no trash to put it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not supported yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ByteBar</name>
    <message>
        <source>GPU&apos;s share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ByteBars</name>
    <message>
        <source>Main memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Answer, being denoised</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogueTab</name>
    <message>
        <source>Add from Hugging Face: owner/name, or an address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of {date}. Nobody is asked until you press Refresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the Hugging Face Hub about these models; nothing is asked before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the Hugging Face Hub …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists its GGUF models and reads their headers, no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT SUPPORTED YET</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here is called that. Paste the name of a repository on Hugging Face above to look inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the headers of the models in {repo} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repository on Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by name or quantization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatFiles</name>
    <message>
        <source>A backup is being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All chats of the file are here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the next start it takes the place of your chats. The chats you have now, and what you write until then, are kept in a file beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats are being exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats are being imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds all chats and their recorded steps, as of now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands among your chats, at the day it was last used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chats came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One chat came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is being checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is sound and ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup was restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat is exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chats that were here before are kept in {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were no chats here before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stand among your chats, at the days they were last used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go back, restore that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on with what you do meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} chats are exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} chats came in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatFilesDoor</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up all chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups (*.db *.db.*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the chat as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the chat as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the chat as plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported chats (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatFilesViewModel</name>
    <message>
        <source>Chat</source>
        <translation type="unfinished">Chat</translation>
    </message>
    <message>
        <source>Darkroom chats {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer was interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatList</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatMenu</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as JSON …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as Markdown …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as plain text …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Attach text files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message and what followed it were deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished">Rückgängig</translation>
    </message>
    <message>
        <source>Waits for its turn: {text}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatPanel</name>
    <message>
        <source>A preset was added: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the chat settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds no presets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset “{name}” was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sampler is as the model recommends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} presets were added: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has taken the place of your changes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatSection</name>
    <message>
        <source>How answers are made</source>
        <translation>Wie Antworten entstehen</translation>
    </message>
    <message>
        <source>Preset, system prompt, thinking, steps and seed belong to each chat, and are set beside it.</source>
        <translation>Vorlage, System-Prompt, Nachdenken, Schritte und Seed gehören zu jedem Chat und werden neben ihm eingestellt.</translation>
    </message>
    <message>
        <source>Settings of the chat</source>
        <translation>Einstellungen des Chats</translation>
    </message>
</context>
<context>
    <name>ChatSidebar</name>
    <message>
        <source>Ask something, and the chat is kept here, on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished">Modelle</translation>
    </message>
    <message>
        <source>Models · {n} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished">Einstellungen</translation>
    </message>
</context>
<context>
    <name>ChatViewModel</name>
    <message>
        <source>Another answer is still being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for its end, or stop it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} (branch)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chats</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodePart</name>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished">Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished">Kopieren</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all of the code, {n} lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>No more than {n} files can go along with a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of these were left out.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContextLine</name>
    <message>
        <source>What the model reads: the chat, its system prompt and what you are writing. An answer needs room for {n} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {total} tokens of context</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashBanner</name>
    <message>
        <source>A report can be looked at; it is sent nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom did not end in good order last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How Darkroom ended last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It met an error that it could not go on from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was ended from outside, or the computer went off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Darkroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended it because of a fault: {cause}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window goes on. If it does not behave as it should from here on, close it and start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went wrong inside Darkroom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>All chats as JSON, for other programs and other computers. Importing adds to the chats that are here.</source>
        <translation>Alle Chats als JSON, für andere Programme und andere Rechner. Importierte Chats kommen zu denen dazu, die hier sind.</translation>
    </message>
    <message>
        <source>Back up …</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Darkroom sends nothing: no figures about you, no reports, no chats. It asks the network only for the catalogue and the models that you want.</source>
        <translation>Darkroom sendet nichts: keine Zahlen über dich, keine Berichte, keine Chats. Es fragt das Netz nur nach dem Katalog und den Modellen, die du willst.</translation>
    </message>
    <message>
        <source>Export all …</source>
        <translation>Alles exportieren …</translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation>Export und Import</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Now they take {size}.</source>
        <translation>Jetzt nehmen sie {size} ein.</translation>
    </message>
    <message>
        <source>One file with all chats and their recorded steps. Restoring puts it in the place of the chats that are here; those are kept aside.</source>
        <translation>Eine Datei mit allen Chats und ihren aufgezeichneten Schritten. Wiederhergestellt tritt sie an die Stelle der Chats, die hier sind; diese werden beiseitegelegt.</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Telemetry: none</source>
        <translation>Telemetrie: keine</translation>
    </message>
    <message>
        <source>Until then chats are kept in {folder}.</source>
        <translation>Bis dahin liegen die Chats in {folder}.</translation>
    </message>
    <message>
        <source>What the engine said, for reports of trouble. The last few are kept.</source>
        <translation>Was die Engine gesagt hat, für Berichte über Probleme. Die letzten werden behalten.</translation>
    </message>
    <message>
        <source>privacy, tracking</source>
        <translation>Datenschutz, Privatsphäre</translation>
    </message>
</context>
<context>
    <name>DeviceBar</name>
    <message>
        <source>GPU&apos;s share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes {peak} where {free} of {total} are free: {missing} too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes {peak}; {free} of {total} are free.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came so far, {size}, would be deleted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadsTab</name>
    <message>
        <source>1 under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the folder of downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change …</source>
        <translation type="unfinished">Ändern …</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit of all together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New downloads go to {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being downloaded. What you get from the catalogue shows up here, can be paused, and goes on where it was after a lost connection, a closed window or a restart. Every byte is checked before a file gets its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what there is to get</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes them off this list; the files stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} under way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FamilyCard</name>
    <message>
        <source>Its owner wants terms accepted first: do that on the page of the model, then sign in here with `hf auth login`.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FamilyEdit</name>
    <message>
        <source>The system’s own</source>
        <translation>Die des Systems</translation>
    </message>
    <message>
        <source>{family} (not installed)</source>
        <translation>{family} (nicht installiert)</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>1 canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broke off at {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canvas {canvas} · step {step} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context {n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the prompt · {done} of {total} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped at {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the model …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ms} ms/step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} canvases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} cells per canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} ms/step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tok/s effective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s · cut off at the length limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{settled} of {cells} settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {total} GB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesNotice</name>
    <message>
        <source>At the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Search in the settings</source>
        <translation>In den Einstellungen suchen</translation>
    </message>
</context>
<context>
    <name>Fit</name>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a smaller plan: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAM only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {devices} at peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fast, seconds per canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on GPU, all but the vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partly on GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partly on GPU, experts of {n} of {m} layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partly on GPU, {n} of {m} layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow, minutes per canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to a minute per canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very slow, many minutes per canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{devices} at peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens of context, {verdict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{row}. Cannot be chosen: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderPlace</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
</context>
<context>
    <name>HelpNote</name>
    <message>
        <source>What “{title}” does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>Jump to the newest message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeySection</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>KnobEdit</name>
    <message>
        <source>{title}, {unit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KnobRow</name>
    <message>
        <source>Set “{title}” back</source>
        <translation type="unfinished">„{title}“ zurücksetzen</translation>
    </message>
</context>
<context>
    <name>KnobSlider</name>
    <message>
        <source>{title}, usual values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Knobs</name>
    <message>
        <source>A canvas ends early only when its draft has stood still for so many steps. Higher waits longer to be sure; 0 does not wait at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A canvas ends early only when its tokens are less uncertain than this on average. Higher ends sooner; at 0 every canvas takes all of its steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer ends here at the latest; it is rounded up to whole canvases. Turn it up if answers are cut off, and down to spare time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything as the model recommends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {least} to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How freely tokens are drawn in the first step; from there the temperature falls evenly to the last one. Higher brings variety, lower brings what is most expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How freely tokens are drawn in the last step; never above the first temperature. Higher keeps the last words loose, lower makes them the most probable ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the model may go over a canvas; one that has settled ends sooner. More steps are slower and leave more time to settle, fewer are faster and rougher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In each step the surest tokens are accepted until their uncertainty adds up to this. Lower accepts fewer at a time, which is slower and more careful; higher is faster and more likely to clash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty, it is what the model recommends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty, it is {amount}, as the model recommends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean entropy to end at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most steps per canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps without change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model reasons before it answers. That helps with hard questions, takes longer, and counts towards the longest answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that chance starts from: on a CPU the same seed, settings and words give the same answer. Lock it to compare settings; otherwise each answer draws its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Think first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually it is {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model’s: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model’s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thinks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a system prompt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryRow</name>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete … (not while it is in use)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify every byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{answer} all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{facts} · in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Deleted for good, it cannot be had back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryTab</name>
    <message>
        <source>1 model, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into {folder} no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for models …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks into {folder} too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model on this computer matches that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No models were found: not in Darkroom&apos;s own folder, nor in those of Hugging Face, LM Studio and Ollama. Get one, add a file or folder of yours, or drop a .gguf file onto the window. Files stay where they are; nothing is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by name, kind, or place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the models on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what there is to get</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} models, {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LimitBox</name>
    <message>
        <source> MB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit of all downloads, megabytes a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished">keine Grenze</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>A link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished">Kopiert</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom opens web pages and mail addresses, and nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program here takes this address. Copy it and open it by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the mail program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this page?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of this site is written with letters beyond a to z, as “{name}”. Make sure that it is the one you mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to this address?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” in front of the @ is not the site: that is the one named above.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadBanner</name>
    <message>
        <source>Load a smaller plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what fits this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the demo model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MachineFacts</name>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine is made up, not measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lent by another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shares main memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>told by {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} free in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} of {total} can be had without swapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} of {total} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} of {total} unused; no plan counts on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} cores, {m} threads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MachinePage</name>
    <message>
        <source>ADVANCED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation type="unfinished">Zurück zum Chat</translation>
    </message>
    <message>
        <source>Get {quant} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load again with this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load with this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this machine …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known of this machine yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WHAT WAS FOUND, AND HOW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WHERE THE BYTES OF {quant} WOULD GO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fits of {model}, in the memory that is free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fits of {model}, once the loaded model has made room.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Drop to attach to your question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to open this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarkdownView</name>
    <message>
        <source>Show all of the text, {n} characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Bundled with Darkroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo model (bundled)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manage models …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a .gguf file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} goes on answering until another model is loaded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelStatus</name>
    <message>
        <source>Loading {n} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restarts when you send</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelViewModel</name>
    <message>
        <source>Demo model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>ADDED BY YOU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking every byte: {n} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DARKROOM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: it is not what its publisher says. Download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HUGGING FACE CACHE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LM STUDIO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has said what this file ought to hash to. Its SHA-256 is {sha256}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OLLAMA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page of {name} in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound: every byte is as its publisher says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file goes to the trash ({size}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file belongs to the Hugging Face cache, which other programs on this computer may read. It is deleted for good ({size}); whoever needs it downloads it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file belongs to {owner}, which will miss it. It goes to the trash ({size}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking every byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this computer, every byte checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{h} h {m} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsDoor</name>
    <message>
        <source>Folder for downloaded models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Back to the chat</source>
        <translation type="unfinished">Zurück zum Chat</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished">Modelle</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsSection</name>
    <message>
        <source>Download models, find those that other programs have, and delete them.</source>
        <translation>Modelle herunterladen, die anderer Programme finden, und welche löschen.</translation>
    </message>
    <message>
        <source>GPU, layers, context, threads</source>
        <translation>GPU, Schichten, Kontext, Threads</translation>
    </message>
    <message>
        <source>Manage models</source>
        <translation>Modelle verwalten</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Models on this computer</source>
        <translation>Modelle auf diesem Rechner</translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation>Was auf diesen Rechner passt</translation>
    </message>
    <message>
        <source>Which models fit, where their bytes go, and what can be changed about it.</source>
        <translation>Welche Modelle passen, wohin ihre Bytes gehen, und was sich daran ändern lässt.</translation>
    </message>
</context>
<context>
    <name>NameBox</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkBox</name>
    <message>
        <source>Address of the other computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking {address} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Careful: the link to the other computer is neither encrypted nor authenticated. Whoever shares the network can read what passes, and use the lent device. Only do this in a network that you trust. On the other computer run: darkroom lend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another computer on my network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as address:port, such as 192.168.1.20:50052.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address:port, such as 192.168.1.20:50052</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} lends its memory.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished">Rückgängig</translation>
    </message>
</context>
<context>
    <name>OfferRow</name>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} {quant}, {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverflowNotice</name>
    <message>
        <source>Context of {n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out the oldest messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it, or leave a file out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This chat outgrows the model&apos;s context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is longer than the model&apos;s context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left out stays in the chat; only the model no longer reads it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you are writing leaves no room for an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the next question there is no room left for an answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanList</name>
    <message>
        <source>Files of this model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Another preset has this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to “{name}” as it is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back the presets of Darkroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkroom presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all presets …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export this preset …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import …</source>
        <translation type="unfinished">Importieren …</translation>
    </message>
    <message>
        <source>More about presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name of “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRESET</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a preset of this name. Save replaces it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for new chats</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetFiles</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>No preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: {name}, changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for new chats</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Careful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetsViewModel</name>
    <message>
        <source>The file is too large for presets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The presets stay as they are now until you close Darkroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptBox</name>
    <message>
        <source>Ask anything …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the next question; it waits for its turn …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach text files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished">Enter</translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{send} sends, {line} begins a new line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptCard</name>
    <message>
        <source>Suggested question</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuantPanel</name>
    <message>
        <source>FILES OF {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this machine and the file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantizations of {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the bytes go on this machine …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuantPicker</name>
    <message>
        <source>Cannot be planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantization: {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionEditor</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your question</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionView</name>
    <message>
        <source>Attached file: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished">Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished">Kopieren</translation>
    </message>
    <message>
        <source>Darkroom sends this nowhere. No text of your chats is in it, and your home folder is written as ~. Read it before you give it to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be saved there: {why}. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>Title of the chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplerBox</name>
    <message>
        <source>Fewer knobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More knobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More knobs ({n} changed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished">Alles zurücksetzen</translation>
    </message>
    <message>
        <source>SAMPLER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets every knob of the sampler back and unlocks the seed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished">Suche leeren</translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in all chats</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>1 result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chat has all of these words. Try fewer, or only their first letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} newest results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>Draw a new seed and keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the last answer’s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the seed of the last answer, {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same seed for every answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new one each time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Set “{title}” back</source>
        <translation>„{title}“ zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Accent colour</source>
        <translation>Akzentfarbe</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Coral</source>
        <translation>Koralle</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Enter</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Every answer keeps how it developed, to be looked at again. The oldest recordings go first when the room is full; the answers themselves always stay.</source>
        <translation>Zu jeder Antwort bleibt aufgezeichnet, wie sie entstand. Ist der Platz voll, gehen die ältesten Aufzeichnungen zuerst; die Antworten selbst bleiben immer.</translation>
    </message>
    <message>
        <source>Folder of chats</source>
        <translation>Ordner für Chats</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Ordner für Modelle</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Font of code</source>
        <translation>Schrift für Code</translation>
    </message>
    <message>
        <source>For code in answers. All of its letters are equally wide.</source>
        <translation>Für Code in Antworten. Alle Buchstaben sind gleich breit.</translation>
    </message>
    <message>
        <source>For everything but code.</source>
        <translation>Für alles außer Code.</translation>
    </message>
    <message>
        <source>Height of the window’s letters; all the rest grows and shrinks along.</source>
        <translation>Höhe der Buchstaben im Fenster; alles andere wächst und schrumpft mit.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Sprache des Fensters</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light or dark. System follows what the rest of your desktop does.</source>
        <translation>Hell oder dunkel. „System“ richtet sich nach deinem Desktop.</translation>
    </message>
    <message>
        <source>Limit of downloads</source>
        <translation>Grenze für Downloads</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation>MB/s</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Moss</source>
        <translation>Moos</translation>
    </message>
    <message>
        <source>Nothing fades or slides, and steps are shown as they come instead of evenly paced.</source>
        <translation>Nichts wird ein- oder ausgeblendet, und Schritte erscheinen, wie sie kommen, statt in gleichem Takt.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Room for recorded steps</source>
        <translation>Platz für aufgezeichnete Schritte</translation>
    </message>
    <message>
        <source>Sea</source>
        <translation>Meer</translation>
    </message>
    <message>
        <source>Send with</source>
        <translation>Senden mit</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Größe von allem</translation>
    </message>
    <message>
        <source>Size of questions and answers, on top of the size of everything.</source>
        <translation>Größe von Fragen und Antworten, zusätzlich zur Größe von allem.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>System takes the first of your system’s languages that Darkroom speaks. Models answer in whatever language you ask.</source>
        <translation>„System“ nimmt die erste Sprache deines Systems, die Darkroom spricht. Modelle antworten in der Sprache, in der du fragst.</translation>
    </message>
    <message>
        <source>Takes effect at the next start. Chats that you have stay in the old folder: back them up before, and restore them afterwards, to take them along.</source>
        <translation>Gilt ab dem nächsten Start. Vorhandene Chats bleiben im alten Ordner: Sichere sie vorher und stelle sie danach wieder her, um sie mitzunehmen.</translation>
    </message>
    <message>
        <source>Text of the chat</source>
        <translation>Text des Chats</translation>
    </message>
    <message>
        <source>The one colour for what is alive: new words, progress, the button to press.</source>
        <translation>Die eine Farbe für alles, was lebt: neue Wörter, Fortschritt, der Knopf zum Drücken.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>What all downloads together may take of your line.</source>
        <translation>Was alle Downloads zusammen von deiner Leitung nehmen dürfen.</translation>
    </message>
    <message>
        <source>Where downloads go. Models that are in another folder stay there and are found all the same.</source>
        <translation>Wohin heruntergeladen wird. Modelle in anderen Ordnern bleiben dort und werden trotzdem gefunden.</translation>
    </message>
    <message>
        <source>With Enter, Shift+Enter begins a new line. With Ctrl+Enter, Enter alone does.</source>
        <translation>Bei Enter beginnt Umschalt+Enter eine neue Zeile, bei Strg+Enter tut es Enter allein.</translation>
    </message>
    <message>
        <source>keep none</source>
        <translation>keine behalten</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>All settings are as they were when Darkroom was new.</source>
        <translation>Alle Einstellungen sind wie am Anfang.</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>No setting has to do with “{text}”.</source>
        <translation>Keine Einstellung hat mit „{text}“ zu tun.</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Set every setting back; it can be undone</source>
        <translation>Setzt jede Einstellung zurück; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Answer again, and keep both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin a new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a quantization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the last question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get and manage models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text of the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished">Modelle</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat with a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin the chat, or unpin it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in all chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished">Einstellungen</translation>
    </message>
    <message>
        <source>Settings of the chat: preset, system prompt, sampler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the chats</source>
        <translation type="unfinished">Chats zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Smaller text of the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the answer, or go back to the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list of keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try an answer again that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual text of the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation type="unfinished">Was auf diesen Rechner passt</translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the list of chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the pages Models and Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where you write</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SlimBar</name>
    <message>
        <source>Scroll to the left and right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory in use on {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation type="unfinished">Was auf diesen Rechner passt</translation>
    </message>
</context>
<context>
    <name>SystemBox</name>
    <message>
        <source>1 token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYSTEM PROMPT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model should know and how it should answer, in every turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TablePart</name>
    <message>
        <source>Show all of the table, {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThinkBox</name>
    <message>
        <source>The model that is loaded cannot think first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThinkingBox</name>
    <message>
        <source>Thinking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thought for 1 word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thought for {n} words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoughts are hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoughts are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoughts, being denoised</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings of the chat</source>
        <translation>Einstellungen des Chats</translation>
    </message>
    <message>
        <source>Show or hide the chats</source>
        <translation>Chats zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Copy selection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Turns</name>
    <message>
        <source>Answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer without thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch into a new chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue with another canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished">Kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished">Rückgängig</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” was deleted. It can be got back with Undo.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnsupportedCard</name>
    <message>
        <source>Darkroom recognises these models, but this version has no engine for them yet, so it does not offer to download them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that this version cannot run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictChip</name>
    <message>
        <source>{words} · recommended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Get a model that fits this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what fits this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TRY ONE OF THESE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bundled demo model is tiny and knows only a few things. For more, get a larger model, or drop a DiffusionGemma .gguf file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model does not write word by word. It starts from a canvas of noise and sharpens all of it at once, step by step, here on your machine. Grey grain is still noise, slanted words are a guess, underlined words were just accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch an answer develop out of noise</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZoomEdit</name>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
</context>
</TS>
