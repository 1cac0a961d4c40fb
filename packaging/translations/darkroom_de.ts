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
        <translation>Apache-2.0: nutzen, ändern und weitergeben erlaubt. Modelle haben eigene Lizenzen, die auf ihren Seiten stehen.</translation>
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
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Darkroom can download it ({size}), and goes on where it was if that is interrupted. Or get the file from its page, then choose it here:</source>
        <translation>Darkroom kann sie herunterladen ({size}) und macht nach einer Unterbrechung dort weiter, wo es war. Oder laden Sie die Datei von ihrer Seite und wählen Sie sie hier:</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Open this page in the browser</source>
        <translation>Diese Seite im Browser öffnen</translation>
    </message>
    <message>
        <source>{quant} is not on this computer</source>
        <translation>{quant} ist nicht auf diesem Rechner</translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>Back to automatic</source>
        <translation>Zurück zur Automatik</translation>
    </message>
    <message>
        <source>Context in steps</source>
        <translation>Kontext in Stufen</translation>
    </message>
    <message>
        <source>Context, tokens</source>
        <translation>Kontext, Token</translation>
    </message>
    <message>
        <source>F16</source>
        <translation>F16</translation>
    </message>
    <message>
        <source>F16: the usual</source>
        <translation>F16: das Übliche</translation>
    </message>
    <message>
        <source>F32</source>
        <translation>F32</translation>
    </message>
    <message>
        <source>F32: twice the memory, for comparisons</source>
        <translation>F32: doppelter Speicher, für Vergleiche</translation>
    </message>
    <message>
        <source>Keys and values as</source>
        <translation>Keys und Values als</translation>
    </message>
    <message>
        <source>Keys and values as {kind}</source>
        <translation>Keys und Values als {kind}</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>Schichten auf der GPU</translation>
    </message>
    <message>
        <source>Layers whose experts are on the GPU</source>
        <translation>Schichten mit Experten auf der GPU</translation>
    </message>
    <message>
        <source>Layers with their experts there</source>
        <translation>Davon mit Experten dort</translation>
    </message>
    <message>
        <source>Q8_0</source>
        <translation>Q8_0</translation>
    </message>
    <message>
        <source>Q8_0: half the memory, a little less exact</source>
        <translation>Q8_0: halber Speicher, etwas weniger genau</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Up to {n} tokens fit in this way.</source>
        <translation>Bis zu {n} Token passen so hinein.</translation>
    </message>
    <message>
        <source>With these values</source>
        <translation>Mit diesen Werten</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>AlternativesBox</name>
    <message>
        <source>Alternatives were not recorded for this answer.</source>
        <translation>Für diese Antwort wurden keine Alternativen aufgezeichnet.</translation>
    </message>
    <message>
        <source>Cell {n} at step {step}: “{text}”, {nats} nats</source>
        <translation>Zelle {n} bei Schritt {step}: „{text}“, {nats} Nat</translation>
    </message>
    <message>
        <source>Cells {first} to {last}: “{text}”</source>
        <translation>Zellen {first} bis {last}: „{text}“</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Keep what stands there at this step</source>
        <translation>Behalten, was bei diesem Schritt dort steht</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Fixieren</translation>
    </message>
    <message>
        <source>Pin the cell to this token</source>
        <translation>Die Zelle auf dieses Token fixieren</translation>
    </message>
    <message>
        <source>Record alternatives from now on</source>
        <translation>Ab jetzt Alternativen aufzeichnen</translation>
    </message>
    <message>
        <source>Select a cell: a word of the answer while its steps are shown, or a place in the picture above.</source>
        <translation>Wählen Sie eine Zelle: ein Wort der Antwort, während ihre Schritte zu sehen sind, oder eine Stelle im Bild oben.</translation>
    </message>
    <message>
        <source>Select a single cell to see its alternatives.</source>
        <translation>Wählen Sie eine einzelne Zelle, um ihre Alternativen zu sehen.</translation>
    </message>
    <message>
        <source>Take the pin back</source>
        <translation>Fixierung zurücknehmen</translation>
    </message>
    <message>
        <source>The selected cell</source>
        <translation>Die gewählte Zelle</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Which other words were likely in each place is seen here.</source>
        <translation>Hier steht, welche anderen Wörter an jeder Stelle wahrscheinlich waren.</translation>
    </message>
    <message>
        <source>token {id}</source>
        <translation>Token {id}</translation>
    </message>
</context>
<context>
    <name>AlternativesTable</name>
    <message>
        <source>Alternatives of the selected cell</source>
        <translation>Alternativen der gewählten Zelle</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Every byte was checked.</source>
        <translation>Jedes Byte wurde geprüft.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show the downloads</source>
        <translation>Downloads zeigen</translation>
    </message>
    <message>
        <source>{name} has stopped</source>
        <translation>{name} ist stehen geblieben</translation>
    </message>
    <message>
        <source>{name} is on this computer</source>
        <translation>{name} ist auf diesem Rechner</translation>
    </message>
</context>
<context>
    <name>AnswerBody</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>AnswerNote</name>
    <message>
        <source>Answer again</source>
        <translation>Neu beantworten</translation>
    </message>
    <message>
        <source>Answer without thinking</source>
        <translation>Ohne Nachdenken antworten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Darkroom ended while this answer was being written. What was there is kept.</source>
        <translation>Darkroom endete, während diese Antwort entstand. Was schon da war, ist erhalten.</translation>
    </message>
    <message>
        <source>Drop the oldest messages</source>
        <translation>Älteste weglassen</translation>
    </message>
    <message>
        <source>Give it another canvas</source>
        <translation>Noch eine Leinwand geben</translation>
    </message>
    <message>
        <source>Larger context</source>
        <translation>Größerer Kontext</translation>
    </message>
    <message>
        <source>Let it go on with another canvas, or have it answer without thinking.</source>
        <translation>Lassen Sie es mit einer weiteren Leinwand fortfahren oder ohne Nachdenken antworten.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>The answer came back empty</source>
        <translation>Die Antwort blieb leer</translation>
    </message>
    <message>
        <source>The model ended its canvas without a word; short questions do that.</source>
        <translation>Das Modell beendete seine Leinwand ohne ein Wort; das kommt bei kurzen Fragen vor.</translation>
    </message>
    <message>
        <source>The model was still thinking when its last canvas was full.</source>
        <translation>Das Modell dachte noch nach, als seine letzte Leinwand voll war.</translation>
    </message>
    <message>
        <source>Thinking took up all of the canvas</source>
        <translation>Das Nachdenken füllte die ganze Leinwand</translation>
    </message>
    <message>
        <source>This answer was interrupted</source>
        <translation>Diese Antwort wurde unterbrochen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Try again with another seed, or ask for a sentence.</source>
        <translation>Versuchen Sie es mit einem anderen Seed oder bitten Sie um einen Satz.</translation>
    </message>
</context>
<context>
    <name>AnswerPane</name>
    <message>
        <source>Show in chat</source>
        <translation>Im Chat zeigen</translation>
    </message>
</context>
<context>
    <name>AnswerReplay</name>
    <message>
        <source>Answer, being denoised</source>
        <translation>Antwort, wird entrauscht</translation>
    </message>
    <message>
        <source>Answer, step by step</source>
        <translation>Antwort, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Looking for the steps of this answer …</source>
        <translation>Suche die Schritte dieser Antwort …</translation>
    </message>
    <message>
        <source>The steps of the answer are shown.</source>
        <translation>Die Schritte der Antwort sind zu sehen.</translation>
    </message>
    <message>
        <source>The steps of this answer were not kept.</source>
        <translation>Die Schritte dieser Antwort wurden nicht behalten.</translation>
    </message>
    <message>
        <source>cell {n}, “{text}”, settled at step {step}</source>
        <translation>Zelle {n}, „{text}“, festgelegt bei Schritt {step}</translation>
    </message>
    <message>
        <source>cells {first} to {last}, “{text}”</source>
        <translation>Zellen {first} bis {last}, „{text}“</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Answer again</source>
        <translation>Neu beantworten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Earlier answer</source>
        <translation>Frühere Antwort</translation>
    </message>
    <message>
        <source>Later answer</source>
        <translation>Spätere Antwort</translation>
    </message>
    <message>
        <source>More for this answer</source>
        <translation>Mehr zu dieser Antwort</translation>
    </message>
    <message>
        <source>Progress of the answer</source>
        <translation>Fortschritt der Antwort</translation>
    </message>
    <message>
        <source>Show how it came about</source>
        <translation>Zeigen, wie sie entstand</translation>
    </message>
    <message>
        <source>The answer failed.</source>
        <translation>Die Antwort schlug fehl.</translation>
    </message>
    <message>
        <source>The answer is done.</source>
        <translation>Die Antwort ist fertig.</translation>
    </message>
    <message>
        <source>The answer was cut off at its limit</source>
        <translation>Die Antwort wurde an ihrer Grenze abgeschnitten</translation>
    </message>
    <message>
        <source>The answer was cut off. Go on with another canvas.</source>
        <translation>Die Antwort wurde abgeschnitten. Mit einer weiteren Leinwand fortsetzen.</translation>
    </message>
    <message>
        <source>The answer was stopped.</source>
        <translation>Die Antwort wurde gestoppt.</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n} von {count}</translation>
    </message>
</context>
<context>
    <name>AttachmentChips</name>
    <message>
        <source>Leave {name} out</source>
        <translation>{name} weglassen</translation>
    </message>
</context>
<context>
    <name>AttachmentDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <source>{size}, as it was when the question was sent</source>
        <translation>{size}, wie er beim Senden der Frage war</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Darkroom is running already</source>
        <translation>Darkroom läuft schon</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Not enough memory</source>
        <translation>Nicht genug Speicher</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ging schief</translation>
    </message>
    <message>
        <source>That cannot be done</source>
        <translation>Das geht nicht</translation>
    </message>
    <message>
        <source>The Hugging Face Hub did not answer as hoped</source>
        <translation>Der Hugging Face Hub antwortete nicht wie erhofft</translation>
    </message>
    <message>
        <source>The conversation is too long for the model</source>
        <translation>Das Gespräch ist zu lang für das Modell</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>The engine failed</source>
        <translation>Die Engine versagte</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly</source>
        <translation>Die Engine endete unerwartet</translation>
    </message>
    <message>
        <source>The file came damaged</source>
        <translation>Die Datei kam beschädigt an</translation>
    </message>
    <message>
        <source>The history of your chats has trouble</source>
        <translation>Der Verlauf Ihrer Chats hat ein Problem</translation>
    </message>
    <message>
        <source>The model file cannot be read</source>
        <translation>Die Modelldatei ist nicht lesbar</translation>
    </message>
    <message>
        <source>The model has no usable chat template</source>
        <translation>Das Modell hat keine brauchbare Chat-Vorlage</translation>
    </message>
    <message>
        <source>There is no trash to put it in</source>
        <translation>Es gibt keinen Papierkorb dafür</translation>
    </message>
    <message>
        <source>This model is not supported yet</source>
        <translation>Dieses Modell wird noch nicht unterstützt</translation>
    </message>
</context>
<context>
    <name>ByteBar</name>
    <message>
        <source>GPU&apos;s share</source>
        <translation>Anteil der GPU</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>belegt</translation>
    </message>
</context>
<context>
    <name>ByteBars</name>
    <message>
        <source>Main memory</source>
        <translation>Hauptspeicher</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Answer, being denoised</source>
        <translation>Antwort, wird entrauscht</translation>
    </message>
</context>
<context>
    <name>CatalogueTab</name>
    <message>
        <source>Add from Hugging Face: owner/name, or an address</source>
        <translation>Von Hugging Face: owner/name oder eine Adresse</translation>
    </message>
    <message>
        <source>As of {date}. Nobody is asked until you press Refresh.</source>
        <translation>Stand: {date}. Niemand wird gefragt, bis Sie „Aktualisieren“ drücken.</translation>
    </message>
    <message>
        <source>Ask the Hugging Face Hub about these models; nothing is asked before</source>
        <translation>Den Hugging Face Hub nach diesen Modellen fragen; vorher wird nichts gefragt</translation>
    </message>
    <message>
        <source>Asking the Hugging Face Hub …</source>
        <translation>Frage den Hugging Face Hub …</translation>
    </message>
    <message>
        <source>Lists its GGUF models and reads their headers, no more</source>
        <translation>Listet die GGUF-Modelle darin auf und liest ihre Köpfe, mehr nicht</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>Hineinsehen</translation>
    </message>
    <message>
        <source>NOT SUPPORTED YET</source>
        <translation>NOCH NICHT UNTERSTÜTZT</translation>
    </message>
    <message>
        <source>Nothing here is called that. Paste the name of a repository on Hugging Face above to look inside it.</source>
        <translation>Hier heißt nichts so. Fügen Sie oben den Namen eines Repositorys auf Hugging Face ein, um hineinzusehen.</translation>
    </message>
    <message>
        <source>Reading the headers of the models in {repo} …</source>
        <translation>Lese die Köpfe der Modelle in {repo} …</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Repository on Hugging Face</source>
        <translation>Repository auf Hugging Face</translation>
    </message>
    <message>
        <source>Search by name or quantization</source>
        <translation>Name oder Quantisierung</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>Im Katalog suchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Accepted cells (%), dashed line</source>
        <translation>Angenommene Zellen (%), gestrichelt</translation>
    </message>
    <message>
        <source>Accepted cells over the steps, in percent</source>
        <translation>Angenommene Zellen über die Schritte, in Prozent</translation>
    </message>
    <message>
        <source>Mean entropy (nats), solid line</source>
        <translation>Mittlere Entropie (Nat), durchgezogen</translation>
    </message>
    <message>
        <source>Mean entropy over the steps, in nats</source>
        <translation>Mittlere Entropie über die Schritte, in Nat</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>ChatFiles</name>
    <message>
        <source>A backup is being made</source>
        <translation>Die Sicherung wird erstellt</translation>
    </message>
    <message>
        <source>All chats of the file are here already.</source>
        <translation>Alle Chats der Datei sind schon da.</translation>
    </message>
    <message>
        <source>At the next start it takes the place of your chats. The chats you have now, and what you write until then, are kept in a file beside it.</source>
        <translation>Beim nächsten Start tritt sie an die Stelle Ihrer Chats. Die jetzigen Chats, und was Sie bis dahin schreiben, bleiben in einer Datei daneben erhalten.</translation>
    </message>
    <message>
        <source>Chats are being exported</source>
        <translation>Chats werden exportiert</translation>
    </message>
    <message>
        <source>Chats are being imported</source>
        <translation>Chats werden importiert</translation>
    </message>
    <message>
        <source>It holds all chats and their recorded steps, as of now.</source>
        <translation>Sie enthält alle Chats und ihre aufgezeichneten Schritte, Stand jetzt.</translation>
    </message>
    <message>
        <source>It stands among your chats, at the day it was last used.</source>
        <translation>Er steht unter Ihren Chats, am Tag seiner letzten Nutzung.</translation>
    </message>
    <message>
        <source>No backup was made</source>
        <translation>Keine Sicherung erstellt</translation>
    </message>
    <message>
        <source>No chats came in</source>
        <translation>Keine Chats kamen dazu</translation>
    </message>
    <message>
        <source>One chat came in</source>
        <translation>Ein Chat kam dazu</translation>
    </message>
    <message>
        <source>The backup is being checked</source>
        <translation>Die Sicherung wird geprüft</translation>
    </message>
    <message>
        <source>The backup is made</source>
        <translation>Die Sicherung ist fertig</translation>
    </message>
    <message>
        <source>The backup is not restored yet</source>
        <translation>Die Sicherung ist noch nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>The backup is sound and ready</source>
        <translation>Die Sicherung ist heil und bereit</translation>
    </message>
    <message>
        <source>The backup was restored</source>
        <translation>Die Sicherung ist wiederhergestellt</translation>
    </message>
    <message>
        <source>The chat is exported</source>
        <translation>Der Chat ist exportiert</translation>
    </message>
    <message>
        <source>The chats that were here before are kept in {path}</source>
        <translation>Die vorherigen Chats bleiben erhalten in {path}</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>Der Export schlug fehl</translation>
    </message>
    <message>
        <source>There were no chats here before.</source>
        <translation>Vorher waren hier keine Chats.</translation>
    </message>
    <message>
        <source>They stand among your chats, at the days they were last used.</source>
        <translation>Sie stehen unter Ihren Chats, an den Tagen ihrer letzten Nutzung.</translation>
    </message>
    <message>
        <source>This backup cannot be restored</source>
        <translation>Diese Sicherung lässt sich nicht wiederherstellen</translation>
    </message>
    <message>
        <source>To go back, restore that file.</source>
        <translation>Um zurückzukehren, stellen Sie diese Datei wieder her.</translation>
    </message>
    <message>
        <source>You can go on with what you do meanwhile.</source>
        <translation>Sie können währenddessen weiterarbeiten.</translation>
    </message>
    <message>
        <source>{done} of {total} chats</source>
        <translation>{done} von {total} Chats</translation>
    </message>
    <message>
        <source>{n} chats are exported</source>
        <translation>{n} Chats sind exportiert</translation>
    </message>
    <message>
        <source>{n} chats came in</source>
        <translation>{n} Chats kamen dazu</translation>
    </message>
</context>
<context>
    <name>ChatFilesDoor</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Back up all chats</source>
        <translation>Alle Chats sichern</translation>
    </message>
    <message>
        <source>Backups (*.db *.db.*)</source>
        <translation>Sicherungen (*.db *.db.*)</translation>
    </message>
    <message>
        <source>Export all chats</source>
        <translation>Alle Chats exportieren</translation>
    </message>
    <message>
        <source>Export the chat as JSON</source>
        <translation>Chat als JSON exportieren</translation>
    </message>
    <message>
        <source>Export the chat as Markdown</source>
        <translation>Chat als Markdown exportieren</translation>
    </message>
    <message>
        <source>Export the chat as plain text</source>
        <translation>Chat als reinen Text exportieren</translation>
    </message>
    <message>
        <source>Exported chats (*.json)</source>
        <translation>Exportierte Chats (*.json)</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>Chats importieren</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
</context>
<context>
    <name>ChatFilesViewModel</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Darkroom chats {date}</source>
        <translation>Darkroom-Chats {date}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>This answer failed.</source>
        <translation>Diese Antwort schlug fehl.</translation>
    </message>
    <message>
        <source>This answer was interrupted.</source>
        <translation>Diese Antwort wurde unterbrochen.</translation>
    </message>
    <message>
        <source>This answer was stopped.</source>
        <translation>Diese Antwort wurde gestoppt.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
</context>
<context>
    <name>ChatList</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>ChatMenu</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Export as JSON …</source>
        <translation>Als JSON exportieren …</translation>
    </message>
    <message>
        <source>Export as Markdown …</source>
        <translation>Als Markdown exportieren …</translation>
    </message>
    <message>
        <source>Export as plain text …</source>
        <translation>Als reinen Text exportieren …</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Attach text files</source>
        <translation>Textdateien anhängen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>The message and what followed it were deleted.</source>
        <translation>Die Nachricht und was auf sie folgte wurden gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Waits for its turn: {text}</source>
        <translation>Wartet, bis sie dran ist: {text}</translation>
    </message>
</context>
<context>
    <name>ChatPanel</name>
    <message>
        <source>A preset was added: {names}.</source>
        <translation>Eine Vorlage kam dazu: {names}.</translation>
    </message>
    <message>
        <source>Chat settings</source>
        <translation>Chat-Einstellungen</translation>
    </message>
    <message>
        <source>Close the chat settings</source>
        <translation>Chat-Einstellungen schließen</translation>
    </message>
    <message>
        <source>Exported to {path}.</source>
        <translation>Exportiert nach {path}.</translation>
    </message>
    <message>
        <source>The file holds no presets.</source>
        <translation>Die Datei enthält keine Vorlagen.</translation>
    </message>
    <message>
        <source>The preset “{name}” was deleted.</source>
        <translation>Die Vorlage „{name}“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>The sampler is as the model recommends.</source>
        <translation>Der Sampler ist, wie das Modell es empfiehlt.</translation>
    </message>
    <message>
        <source>{n} presets were added: {names}.</source>
        <translation>{n} Vorlagen kamen dazu: {names}.</translation>
    </message>
    <message>
        <source>“{name}” has taken the place of your changes.</source>
        <translation>„{name}“ ersetzt jetzt Ihre Änderungen.</translation>
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
        <translation>Fragen Sie etwas, und der Chat bleibt hier, auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Darkroom</source>
        <translation>Darkroom</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>Formulare</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models · {n} %</source>
        <translation>Modelle · {n} %</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>Noch keine Chats</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>ChatViewModel</name>
    <message>
        <source>Another answer is still being written.</source>
        <translation>Eine andere Antwort entsteht noch.</translation>
    </message>
    <message>
        <source>Wait for its end, or stop it, and try again.</source>
        <translation>Warten Sie ihr Ende ab oder stoppen Sie sie, dann versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{title} (branch)</source>
        <translation>{title} (Zweig)</translation>
    </message>
</context>
<context>
    <name>Chats</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Previous 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Titles</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>open</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date}, {time}</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
</context>
<context>
    <name>ChipShelf</name>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
</context>
<context>
    <name>ClearField</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>CodePart</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation>Code, {language}</translation>
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
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Show all of the code, {n} lines</source>
        <translation>Den ganzen Code zeigen, {n} Zeilen</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Answer {n} of {count}</source>
        <translation>Antwort {n} von {count}</translation>
    </message>
    <message>
        <source>The same settings</source>
        <translation>Gleiche Einstellungen</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{title}: {value}</source>
        <translation>{title}: {value}</translation>
    </message>
</context>
<context>
    <name>CompareDoor</name>
    <message>
        <source>There is no other answer to compare this one with.</source>
        <translation>Es gibt keine andere Antwort zum Vergleichen.</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation>Antworten vergleichen</translation>
    </message>
    <message>
        <source>Left answer</source>
        <translation>Linke Antwort</translation>
    </message>
    <message>
        <source>Right answer</source>
        <translation>Rechte Antwort</translation>
    </message>
    <message>
        <source>The steps of this answer were not kept.</source>
        <translation>Die Schritte dieser Antwort wurden nicht behalten.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>No more than {n} files can go along with a question.</source>
        <translation>Mehr als {n} Dateien können eine Frage nicht begleiten.</translation>
    </message>
    <message>
        <source>{n} of these were left out.</source>
        <translation>{n} davon wurden weggelassen.</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>ContextLine</name>
    <message>
        <source>What the model reads: the chat, its system prompt and what you are writing. An answer needs room for {n} more.</source>
        <translation>Was das Modell liest: den Chat, seinen System-Prompt und was Sie gerade schreiben. Eine Antwort braucht Platz für {n} weitere.</translation>
    </message>
    <message>
        <source>{used} of {total} tokens of context</source>
        <translation>{used} von {total} Token Kontext</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
</context>
<context>
    <name>CrashBanner</name>
    <message>
        <source>A report can be looked at; it is sent nowhere.</source>
        <translation>Ein Bericht lässt sich ansehen; er wird nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Darkroom did not end in good order last time</source>
        <translation>Darkroom endete letztes Mal nicht ordentlich</translation>
    </message>
    <message>
        <source>How Darkroom ended last time</source>
        <translation>Wie Darkroom letztes Mal endete</translation>
    </message>
    <message>
        <source>It met an error that it could not go on from.</source>
        <translation>Es traf auf einen Fehler, nach dem es nicht weiterging.</translation>
    </message>
    <message>
        <source>It was ended from outside, or the computer went off.</source>
        <translation>Es wurde von außen beendet, oder der Rechner ging aus.</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details zeigen</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>Bericht zeigen</translation>
    </message>
    <message>
        <source>Something went wrong inside Darkroom</source>
        <translation>In Darkroom ging etwas schief</translation>
    </message>
    <message>
        <source>The system ended it because of a fault: {cause}.</source>
        <translation>Das System beendete es wegen eines Fehlers: {cause}.</translation>
    </message>
    <message>
        <source>The window goes on. If it does not behave as it should from here on, close it and start it again.</source>
        <translation>Das Fenster läuft weiter. Verhält es sich von nun an nicht, wie es soll, schließen Sie es und starten Sie es neu.</translation>
    </message>
    <message>
        <source>What went wrong inside Darkroom</source>
        <translation>Was in Darkroom schiefging</translation>
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
        <translation>Darkroom sendet nichts: keine Zahlen über Sie, keine Berichte, keine Chats. Es fragt das Netz nur nach dem Katalog und den Modellen, die Sie wollen.</translation>
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
        <translation>Anteil der GPU</translation>
    </message>
    <message>
        <source>In use already</source>
        <translation>Schon belegt</translation>
    </message>
    <message>
        <source>Kept free</source>
        <translation>Frei gehalten</translation>
    </message>
    <message>
        <source>Memory of {name}</source>
        <translation>Speicher von {name}</translation>
    </message>
    <message>
        <source>Takes {peak} where {free} of {total} are free: {missing} too much.</source>
        <translation>Braucht {peak}, frei sind {free} von {total}: {missing} zu viel.</translation>
    </message>
    <message>
        <source>Takes {peak}; {free} of {total} are free.</source>
        <translation>Braucht {peak}; {free} von {total} sind frei.</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modelle (*.gguf)</translation>
    </message>
</context>
<context>
    <name>DiffText</name>
    <message>
        <source>Nothing is different.</source>
        <translation>Nichts ist anders.</translation>
    </message>
    <message>
        <source>What is different</source>
        <translation>Was anders ist</translation>
    </message>
    <message>
        <source>added: “{text}”</source>
        <translation>dazugekommen: „{text}“</translation>
    </message>
    <message>
        <source>removed: “{text}”</source>
        <translation>entfernt: „{text}“</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>Download abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>What came so far, {size}, would be deleted.</source>
        <translation>Was bisher kam, {size}, würde gelöscht.</translation>
    </message>
</context>
<context>
    <name>DownloadsTab</name>
    <message>
        <source>1 under way</source>
        <translation>1 unterwegs</translation>
    </message>
    <message>
        <source>Change the folder of downloads</source>
        <translation>Ordner für Downloads ändern</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Limit of all together</source>
        <translation>Grenze für alle zusammen</translation>
    </message>
    <message>
        <source>New downloads go to {folder}</source>
        <translation>Neue Downloads kommen nach {folder}</translation>
    </message>
    <message>
        <source>Nothing is being downloaded. What you get from the catalogue shows up here, can be paused, and goes on where it was after a lost connection, a closed window or a restart. Every byte is checked before a file gets its name.</source>
        <translation>Nichts wird heruntergeladen. Was Sie aus dem Katalog holen, erscheint hier, lässt sich anhalten und macht nach verlorener Verbindung, geschlossenem Fenster oder Neustart dort weiter, wo es war. Jedes Byte wird geprüft, bevor eine Datei ihren Namen bekommt.</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>Nichts ist unterwegs.</translation>
    </message>
    <message>
        <source>Search the downloads</source>
        <translation>In den Downloads suchen</translation>
    </message>
    <message>
        <source>See what there is to get</source>
        <translation>Sehen, was es gibt</translation>
    </message>
    <message>
        <source>Takes them off this list; the files stay</source>
        <translation>Nimmt sie aus dieser Liste; die Dateien bleiben</translation>
    </message>
    <message>
        <source>{n} under way</source>
        <translation>{n} unterwegs</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Drop to attach to your question</source>
        <translation>Loslassen, um es an die Frage anzuhängen</translation>
    </message>
    <message>
        <source>Drop to open this model</source>
        <translation>Loslassen, um das Modell zu öffnen</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Export the replay</source>
        <translation>Wiedergabe exportieren</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Art der Datei</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern als …</translation>
    </message>
</context>
<context>
    <name>ExportDoor</name>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
</context>
<context>
    <name>ExportNotice</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>The replay cannot be exported</source>
        <translation>Die Wiedergabe lässt sich nicht exportieren</translation>
    </message>
    <message>
        <source>The replay is exported ({size})</source>
        <translation>Die Wiedergabe ist exportiert ({size})</translation>
    </message>
    <message>
        <source>You can go on with what you do meanwhile.</source>
        <translation>Sie können währenddessen weiterarbeiten.</translation>
    </message>
    <message>
        <source>{done} of {total} steps</source>
        <translation>{done} von {total} Schritten</translation>
    </message>
</context>
<context>
    <name>FamilyCard</name>
    <message>
        <source>Its owner wants terms accepted first: do that on the page of the model, then sign in here with `hf auth login`.</source>
        <translation>Sein Eigentümer will, dass man zuerst Bedingungen annimmt: Tun Sie das auf der Seite des Modells und melden Sie sich dann hier mit `hf auth login` an.</translation>
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
        <translation>1 Leinwand</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>broke off at {where}</source>
        <translation>abgebrochen: {where}</translation>
    </message>
    <message>
        <source>canvas {canvas} · step {step} of {steps}</source>
        <translation>Leinwand {canvas} · Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>context {n} tokens</source>
        <translation>Kontext {n} Token</translation>
    </message>
    <message>
        <source>doing step 1 once more</source>
        <translation>wiederholt Schritt 1</translation>
    </message>
    <message>
        <source>doing steps 1–{n} once more</source>
        <translation>wiederholt Schritte 1–{n}</translation>
    </message>
    <message>
        <source>reading the prompt · {done} of {total} tokens</source>
        <translation>liest den Prompt · {done} von {total} Token</translation>
    </message>
    <message>
        <source>starting …</source>
        <translation>beginnt …</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>stopped at {where}</source>
        <translation>gestoppt: {where}</translation>
    </message>
    <message>
        <source>waiting for the model …</source>
        <translation>wartet auf das Modell …</translation>
    </message>
    <message>
        <source>{ms} ms/step</source>
        <translation>{ms} ms pro Schritt</translation>
    </message>
    <message>
        <source>{n} canvases</source>
        <translation>{n} Leinwände</translation>
    </message>
    <message>
        <source>{n} cells per canvas</source>
        <translation>{n} Zellen pro Leinwand</translation>
    </message>
    <message>
        <source>{n} characters</source>
        <translation>{n} Zeichen</translation>
    </message>
    <message>
        <source>{n} ms/step</source>
        <translation>{n} ms pro Schritt</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>{n} Parameter</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} Schritte</translation>
    </message>
    <message>
        <source>{n} tok/s effective</source>
        <translation>{n} Tok/s effektiv</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>{n} tokens per step</source>
        <translation>{n} Token pro Schritt</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{seconds} s · cut off at the length limit</source>
        <translation>{seconds} s · Längengrenze erreicht</translation>
    </message>
    <message>
        <source>{settled} of {cells} settled</source>
        <translation>{settled} von {cells} festgelegt</translation>
    </message>
    <message>
        <source>{used} of {total} GB</source>
        <translation>{used} von {total} GB</translation>
    </message>
</context>
<context>
    <name>FilesNotice</name>
    <message>
        <source>At the next start</source>
        <translation>Beim nächsten Start</translation>
    </message>
    <message>
        <source>Do not restore</source>
        <translation>Nicht wiederherstellen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
</context>
<context>
    <name>FilledText</name>
    <message>
        <source>The filled form</source>
        <translation>Das ausgefüllte Formular</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Search in the settings</source>
        <translation>In den Einstellungen suchen</translation>
    </message>
</context>
<context>
    <name>Fit</name>
    <message>
        <source>Canvas</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Experten</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPU {n}</source>
        <translation>GPU {n}</translation>
    </message>
    <message>
        <source>Load a smaller plan: {words}</source>
        <translation>Kleineren Plan laden: {words}</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>RAM only</source>
        <translation>nur RAM</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Work space</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>about {devices} at peak</source>
        <translation>höchstens etwa {devices}</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>fast, seconds per canvas</source>
        <translation>schnell, Sekunden pro Leinwand</translation>
    </message>
    <message>
        <source>fits GPU</source>
        <translation>passt auf GPU</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation>nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>on GPU, all but the vocabulary</source>
        <translation>auf GPU, bis auf das Vokabular</translation>
    </message>
    <message>
        <source>partly on GPU</source>
        <translation>teils GPU</translation>
    </message>
    <message>
        <source>partly on GPU, experts of {n} of {m} layers</source>
        <translation>teils GPU, Experten von {n} der {m} Schichten</translation>
    </message>
    <message>
        <source>partly on GPU, {n} of {m} layers</source>
        <translation>teils GPU, {n} von {m} Schichten</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>slow, minutes per canvas</source>
        <translation>langsam, Minuten pro Leinwand</translation>
    </message>
    <message>
        <source>up to a minute per canvas</source>
        <translation>bis zu einer Minute pro Leinwand</translation>
    </message>
    <message>
        <source>very slow, many minutes per canvas</source>
        <translation>sehr langsam, viele Minuten pro Leinwand</translation>
    </message>
    <message>
        <source>{devices} at peak</source>
        <translation>höchstens {devices}</translation>
    </message>
    <message>
        <source>{n} tokens of context, {verdict}</source>
        <translation>{n} Token Kontext, {verdict}</translation>
    </message>
    <message>
        <source>{row}. Cannot be chosen: {reason}</source>
        <translation>{row}. Nicht wählbar: {reason}</translation>
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
    <name>ForkForm</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Draw a new seed</source>
        <translation>Neuen Seed ziehen</translation>
    </message>
    <message>
        <source>Fork from step {n}</source>
        <translation>Ab Schritt {n} abzweigen</translation>
    </message>
    <message>
        <source>The steps up to there stay as they were; from then on it goes like this. This answer stays too, the new one stands beside it.</source>
        <translation>Die Schritte bis dahin bleiben, wie sie waren; danach geht es so weiter. Auch diese Antwort bleibt, die neue steht daneben.</translation>
    </message>
</context>
<context>
    <name>FormEditor</name>
    <message>
        <source>Dear {{name}}, …</source>
        <translation>Hallo {{Name}}, …</translation>
    </message>
    <message>
        <source>The form: text with blanks</source>
        <translation>Das Formular: Text mit Lücken</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Another form has this name.</source>
        <translation>Ein anderes Formular heißt schon so.</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>Formulare</translation>
    </message>
    <message>
        <source>Name of the form</source>
        <translation>Name des Formulars</translation>
    </message>
    <message>
        <source>New name of the form</source>
        <translation>Neuer Name des Formulars</translation>
    </message>
    <message>
        <source>Open a form</source>
        <translation>Formular öffnen</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>The form of this name gives way to this one.</source>
        <translation>Das Formular dieses Namens weicht diesem hier.</translation>
    </message>
    <message>
        <source>“{name}” is deleted. What you see here stays.</source>
        <translation>„{name}“ ist gelöscht. Was Sie hier sehen, bleibt.</translation>
    </message>
</context>
<context>
    <name>FormWords</name>
    <message>
        <source>A choice is text on one line, without bars and braces.</source>
        <translation>Eine Möglichkeit ist Text auf einer Zeile, ohne senkrechte Striche und geschweifte Klammern.</translation>
    </message>
    <message>
        <source>A single choice leaves nothing to choose.</source>
        <translation>Eine einzige Möglichkeit lässt keine Wahl.</translation>
    </message>
    <message>
        <source>Close it with }}, or write \{{ for two braces that are text.</source>
        <translation>Schließen Sie sie mit }}, oder schreiben Sie \{{ für zwei Klammern, die Text sind.</translation>
    </message>
    <message>
        <source>Code: fill in the middle</source>
        <translation>Code: die Mitte füllen</translation>
    </message>
    <message>
        <source>Give each blank a name of its own.</source>
        <translation>Geben Sie jeder Lücke einen eigenen Namen.</translation>
    </message>
    <message>
        <source>Leave one of them out.</source>
        <translation>Lassen Sie eine davon weg.</translation>
    </message>
    <message>
        <source>Line {line}, column {column}:</source>
        <translation>Zeile {line}, Spalte {column}:</translation>
    </message>
    <message>
        <source>List of three</source>
        <translation>Dreierliste</translation>
    </message>
    <message>
        <source>One of the choices is empty.</source>
        <translation>Eine der Möglichkeiten ist leer.</translation>
    </message>
    <message>
        <source>One of two choices</source>
        <translation>Eins von zweien</translation>
    </message>
    <message>
        <source>Plan for a day</source>
        <translation>Tagesplan</translation>
    </message>
    <message>
        <source>Short letter</source>
        <translation>Kurzer Brief</translation>
    </message>
    <message>
        <source>Story with gaps</source>
        <translation>Geschichte mit Lücken</translation>
    </message>
    <message>
        <source>Take up to 60 characters without a colon. A blank has either a number of tokens, as in {{name:12}}, or choices, as in {{name|yes|no}}.</source>
        <translation>Nehmen Sie bis zu 60 Zeichen ohne Doppelpunkt. Eine Lücke hat entweder eine Zahl von Token, wie in {{Name:12}}, oder Möglichkeiten, wie in {{Name|ja|nein}}.</translation>
    </message>
    <message>
        <source>The blank that begins here is not closed on its line.</source>
        <translation>Die Lücke, die hier beginnt, wird auf ihrer Zeile nicht geschlossen.</translation>
    </message>
    <message>
        <source>The choice “%1” comes twice.</source>
        <translation>Die Möglichkeit „%1“ kommt zweimal vor.</translation>
    </message>
    <message>
        <source>There is a blank “%1” already.</source>
        <translation>Es gibt schon eine Lücke „%1“.</translation>
    </message>
    <message>
        <source>There is no blank yet.</source>
        <translation>Es gibt noch keine Lücke.</translation>
    </message>
    <message>
        <source>This blank has no name.</source>
        <translation>Diese Lücke hat keinen Namen.</translation>
    </message>
    <message>
        <source>Write each between two bars, as in {{name|yes|no}}.</source>
        <translation>Schreiben Sie jede zwischen zwei senkrechte Striche, wie in {{Name|ja|nein}}.</translation>
    </message>
    <message>
        <source>Write it behind the name, as in {{name:12}}.</source>
        <translation>Schreiben Sie sie hinter den Namen, wie in {{Name:12}}.</translation>
    </message>
    <message>
        <source>Write one, as in {{name:12}}.</source>
        <translation>Schreiben Sie einen hin, wie in {{Name:12}}.</translation>
    </message>
    <message>
        <source>Write two or more, as in {{name|yes|no}}.</source>
        <translation>Schreiben Sie zwei oder mehr, wie in {{Name|ja|nein}}.</translation>
    </message>
    <message>
        <source>Write {{name:12}} where words are to be filled in.</source>
        <translation>Schreiben Sie {{Name:12}}, wo Wörter hineinkommen sollen.</translation>
    </message>
    <message>
        <source>“%1” cannot be a choice.</source>
        <translation>„%1“ kann keine Möglichkeit sein.</translation>
    </message>
    <message>
        <source>“%1” cannot name a blank.</source>
        <translation>„%1“ kann keine Lücke benennen.</translation>
    </message>
    <message>
        <source>“%1” is no number of tokens from 1 to 256.</source>
        <translation>„%1“ ist keine Zahl von Token von 1 bis 256.</translation>
    </message>
</context>
<context>
    <name>HeatBox</name>
    <message>
        <source>Cells and steps</source>
        <translation>Zellen und Schritte</translation>
    </message>
    <message>
        <source>Cells from left to right, steps from top to bottom. Click to choose both.</source>
        <translation>Zellen von links nach rechts, Schritte von oben nach unten. Ein Klick wählt beides.</translation>
    </message>
    <message>
        <source>Left: sure, 0 nats. Right: unsure, {most} nats of entropy.</source>
        <translation>Links: sicher, 0 Nat. Rechts: unsicher, {most} Nat Entropie.</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Entropy of each cell at each step</source>
        <translation>Entropie jeder Zelle bei jedem Schritt</translation>
    </message>
    <message>
        <source>cell {n}, step {step}: {nats} nats</source>
        <translation>Zelle {n}, Schritt {step}: {nats} Nat</translation>
    </message>
</context>
<context>
    <name>HelpNote</name>
    <message>
        <source>What “{title}” does</source>
        <translation>Was „{title}“ bewirkt</translation>
    </message>
</context>
<context>
    <name>InsertBar</name>
    <message>
        <source>Choices of the blank, with | between them</source>
        <translation>Möglichkeiten der Lücke, mit | dazwischen</translation>
    </message>
    <message>
        <source>INSERT A BLANK</source>
        <translation>LÜCKE EINFÜGEN</translation>
    </message>
    <message>
        <source>Insert blank</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Most tokens of the blank</source>
        <translation>Höchste Zahl an Token der Lücke</translation>
    </message>
    <message>
        <source>Name of the blank</source>
        <translation>Name der Lücke</translation>
    </message>
    <message>
        <source>What may stand in the blank</source>
        <translation>Was in der Lücke stehen darf</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>one of</source>
        <translation>eins von</translation>
    </message>
    <message>
        <source>tokens, at most</source>
        <translation>max. Token</translation>
    </message>
    <message>
        <source>yes | no</source>
        <translation>ja | nein</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>Close the inspector</source>
        <translation>Inspektor schließen</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Looking for the steps of the answer …</source>
        <translation>Suche die Schritte der Antwort …</translation>
    </message>
    <message>
        <source>Step {n} of {count}</source>
        <translation>Schritt {n} von {count}</translation>
    </message>
    <message>
        <source>The first step is on its way …</source>
        <translation>Der erste Schritt ist unterwegs …</translation>
    </message>
    <message>
        <source>The steps of this answer were not kept.</source>
        <translation>Die Schritte dieser Antwort wurden nicht behalten.</translation>
    </message>
    <message>
        <source>There is no answer yet. Ask something, and see here how the model makes up its mind, step by step.</source>
        <translation>Es gibt noch keine Antwort. Fragen Sie etwas und sehen Sie hier, wie sich das Modell Schritt für Schritt entscheidet.</translation>
    </message>
    <message>
        <source>canvas {n} of {count}</source>
        <translation>Leinwand {n} von {count}</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>Jump to the newest message</source>
        <translation>Zur neuesten Nachricht springen</translation>
    </message>
</context>
<context>
    <name>KeySection</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>KnobEdit</name>
    <message>
        <source>{title}, {unit}</source>
        <translation>{title}, {unit}</translation>
    </message>
</context>
<context>
    <name>KnobRow</name>
    <message>
        <source>Set “{title}” back</source>
        <translation>„{title}“ zurücksetzen</translation>
    </message>
</context>
<context>
    <name>KnobSlider</name>
    <message>
        <source>{title}, usual values</source>
        <translation>{title}, übliche Werte</translation>
    </message>
</context>
<context>
    <name>Knobs</name>
    <message>
        <source>A canvas ends early only when its draft has stood still for so many steps. Higher waits longer to be sure; 0 does not wait at all.</source>
        <translation>Eine Leinwand endet nur dann vorzeitig, wenn ihr Entwurf so viele Schritte lang stillsteht. Höher wartet länger, um sicher zu sein; 0 wartet gar nicht.</translation>
    </message>
    <message>
        <source>A canvas ends early only when its tokens are less uncertain than this on average. Higher ends sooner; at 0 every canvas takes all of its steps.</source>
        <translation>Eine Leinwand endet nur dann vorzeitig, wenn ihre Token im Mittel weniger unsicher sind als dieser Wert. Höher endet früher; bei 0 nimmt sich jede Leinwand alle Schritte.</translation>
    </message>
    <message>
        <source>An answer ends here at the latest; it is rounded up to whole canvases. Turn it up if answers are cut off, and down to spare time.</source>
        <translation>Spätestens hier endet eine Antwort; aufgerundet auf ganze Leinwände. Erhöhen, wenn Antworten abgeschnitten werden; senken, um Zeit zu sparen.</translation>
    </message>
    <message>
        <source>Entropy bound</source>
        <translation>Entropieschranke</translation>
    </message>
    <message>
        <source>Everything as the model recommends</source>
        <translation>Alles, wie das Modell es empfiehlt</translation>
    </message>
    <message>
        <source>First temperature</source>
        <translation>Temperatur am Anfang</translation>
    </message>
    <message>
        <source>From {least} to {most}.</source>
        <translation>Von {least} bis {most}.</translation>
    </message>
    <message>
        <source>How freely tokens are drawn in the first step; from there the temperature falls evenly to the last one. Higher brings variety, lower brings what is most expected.</source>
        <translation>Wie frei Token im ersten Schritt gezogen werden; von da an sinkt die Temperatur gleichmäßig bis zur letzten. Höher bringt Vielfalt, niedriger das, was am ehesten zu erwarten ist.</translation>
    </message>
    <message>
        <source>How freely tokens are drawn in the last step; never above the first temperature. Higher keeps the last words loose, lower makes them the most probable ones.</source>
        <translation>Wie frei Token im letzten Schritt gezogen werden; nie über der Temperatur am Anfang. Höher lässt den letzten Wörtern Spiel, niedriger macht sie zu den wahrscheinlichsten.</translation>
    </message>
    <message>
        <source>How often the model may go over a canvas; one that has settled ends sooner. More steps are slower and leave more time to settle, fewer are faster and rougher.</source>
        <translation>Wie oft das Modell über eine Leinwand gehen darf; eine, die sich festgelegt hat, endet früher. Mehr Schritte sind langsamer und lassen mehr Zeit dafür, weniger sind schneller und gröber.</translation>
    </message>
    <message>
        <source>In each step the surest tokens are accepted until their uncertainty adds up to this. Lower accepts fewer at a time, which is slower and more careful; higher is faster and more likely to clash.</source>
        <translation>In jedem Schritt werden die sichersten Token angenommen, bis ihre Unsicherheit zusammen diesen Wert ergibt. Niedriger nimmt weniger auf einmal an, langsamer und sorgfältiger; höher ist schneller und eher voller Widersprüche.</translation>
    </message>
    <message>
        <source>Last temperature</source>
        <translation>Temperatur am Ende</translation>
    </message>
    <message>
        <source>Left empty, it is what the model recommends.</source>
        <translation>Bleibt es leer, gilt, was das Modell empfiehlt.</translation>
    </message>
    <message>
        <source>Left empty, it is {amount}, as the model recommends.</source>
        <translation>Bleibt es leer, gilt {amount}, wie das Modell empfiehlt.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Mean entropy to end at</source>
        <translation>Mittlere Entropie am Ende</translation>
    </message>
    <message>
        <source>Most steps per canvas</source>
        <translation>Max. Schritte je Leinwand</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Steps without change</source>
        <translation>Schritte ohne Änderung</translation>
    </message>
    <message>
        <source>The model reasons before it answers. That helps with hard questions, takes longer, and counts towards the longest answer.</source>
        <translation>Das Modell überlegt, bevor es antwortet. Das hilft bei schweren Fragen, dauert länger und zählt zur längsten Antwort.</translation>
    </message>
    <message>
        <source>The number that chance starts from: on a CPU the same seed, settings and words give the same answer. Lock it to compare settings; otherwise each answer draws its own.</source>
        <translation>Die Zahl, mit der der Zufall beginnt: Auf einer CPU ergeben gleicher Seed, gleiche Einstellungen und gleiche Wörter dieselbe Antwort. Festhalten, um Einstellungen zu vergleichen; sonst zieht jede Antwort ihren eigenen.</translation>
    </message>
    <message>
        <source>Think first</source>
        <translation>Zuerst nachdenken</translation>
    </message>
    <message>
        <source>Usually it is {amount}.</source>
        <translation>Üblich ist {amount}.</translation>
    </message>
    <message>
        <source>model’s: {n}</source>
        <translation>Modell: {n}</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nat</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>the model’s</source>
        <translation>vom Modell</translation>
    </message>
    <message>
        <source>thinks first</source>
        <translation>denkt zuerst nach</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>with a system prompt</source>
        <translation>mit System-Prompt</translation>
    </message>
</context>
<context>
    <name>LibraryRow</name>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete … (not while it is in use)</source>
        <translation>Löschen … (nicht während der Nutzung)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>Mehr zu {name}</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>Prüfung stoppen</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Verify every byte</source>
        <translation>Jedes Byte prüfen</translation>
    </message>
    <message>
        <source>{answer} all the same</source>
        <translation>Trotzdem: {answer}</translation>
    </message>
    <message>
        <source>{facts} · in use</source>
        <translation>{facts} · in Gebrauch</translation>
    </message>
    <message>
        <source>{why} Deleted for good, it cannot be had back.</source>
        <translation>{why} Endgültig gelöscht, ist es nicht zurückzuholen.</translation>
    </message>
</context>
<context>
    <name>LibraryTab</name>
    <message>
        <source>1 model, {size}</source>
        <translation>1 Modell, {size}</translation>
    </message>
    <message>
        <source>Add a file …</source>
        <translation>Datei hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation>Ordner mit Modellen hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>Look into {folder} no longer</source>
        <translation>Nicht mehr in {folder} suchen</translation>
    </message>
    <message>
        <source>Looking for models …</source>
        <translation>Suche nach Modellen …</translation>
    </message>
    <message>
        <source>Looks into {folder} too</source>
        <translation>Sucht auch in {folder}</translation>
    </message>
    <message>
        <source>No longer</source>
        <translation>Nicht mehr</translation>
    </message>
    <message>
        <source>No model on this computer matches that.</source>
        <translation>Kein Modell auf diesem Rechner passt dazu.</translation>
    </message>
    <message>
        <source>No models were found: not in Darkroom&apos;s own folder, nor in those of Hugging Face, LM Studio and Ollama. Get one, add a file or folder of yours, or drop a .gguf file onto the window. Files stay where they are; nothing is copied.</source>
        <translation>Keine Modelle gefunden, weder in Darkrooms eigenem Ordner noch in denen von Hugging Face, LM Studio und Ollama. Holen Sie eines, fügen Sie eine Datei oder einen Ordner hinzu, oder ziehen Sie eine .gguf-Datei ins Fenster. Dateien bleiben, wo sie sind; nichts wird kopiert.</translation>
    </message>
    <message>
        <source>Search by name, kind, or place</source>
        <translation>Name, Art oder Ort</translation>
    </message>
    <message>
        <source>Search the models on this computer</source>
        <translation>In den Modellen auf diesem Rechner suchen</translation>
    </message>
    <message>
        <source>See what there is to get</source>
        <translation>Sehen, was es gibt</translation>
    </message>
    <message>
        <source>Show {n} more</source>
        <translation>{n} weitere zeigen</translation>
    </message>
    <message>
        <source>{n} models, {size}</source>
        <translation>{n} Modelle, {size}</translation>
    </message>
</context>
<context>
    <name>LimitBox</name>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
    <message>
        <source>Limit of all downloads, megabytes a second</source>
        <translation>Grenze für alle Downloads, Megabyte pro Sekunde</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>A link</source>
        <translation>Ein Link</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Darkroom opens web pages and mail addresses, and nothing else.</source>
        <translation>Darkroom öffnet Webseiten und Mailadressen, sonst nichts.</translation>
    </message>
    <message>
        <source>Follow a link</source>
        <translation>Einem Link folgen</translation>
    </message>
    <message>
        <source>No program here takes this address. Copy it and open it by hand.</source>
        <translation>Kein Programm hier nimmt diese Adresse an. Kopieren Sie sie und öffnen Sie sie von Hand.</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Open in the mail program</source>
        <translation>Im Mailprogramm öffnen</translation>
    </message>
    <message>
        <source>Open this page?</source>
        <translation>Diese Seite öffnen?</translation>
    </message>
    <message>
        <source>The name of this site is written with letters beyond a to z, as “{name}”. Make sure that it is the one you mean.</source>
        <translation>Der Name dieser Website ist mit anderen Buchstaben als a bis z geschrieben, als „{name}“. Vergewissern Sie sich, dass Sie diese meinen.</translation>
    </message>
    <message>
        <source>Whole address</source>
        <translation>Ganze Adresse</translation>
    </message>
    <message>
        <source>Write to this address?</source>
        <translation>An diese Adresse schreiben?</translation>
    </message>
    <message>
        <source>“{name}” in front of the @ is not the site: that is the one named above.</source>
        <translation>„{name}“ vor dem @ ist nicht die Website: Das ist die oben genannte.</translation>
    </message>
</context>
<context>
    <name>LoadBanner</name>
    <message>
        <source>Load a smaller plan</source>
        <translation>Kleineren Plan laden</translation>
    </message>
    <message>
        <source>Open another file …</source>
        <translation>Andere Datei öffnen …</translation>
    </message>
    <message>
        <source>See what fits this machine</source>
        <translation>Sehen, was hier passt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Use the demo model</source>
        <translation>Demomodell nutzen</translation>
    </message>
</context>
<context>
    <name>MachineFacts</name>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPU {n}</source>
        <translation>GPU {n}</translation>
    </message>
    <message>
        <source>Instruction sets</source>
        <translation>Befehlssätze</translation>
    </message>
    <message>
        <source>Main memory</source>
        <translation>Hauptspeicher</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Swap</translation>
    </message>
    <message>
        <source>This machine is made up, not measured.</source>
        <translation>Dieser Rechner ist ausgedacht, nicht gemessen.</translation>
    </message>
    <message>
        <source>lent by another computer</source>
        <translation>von einem anderen Rechner geliehen</translation>
    </message>
    <message>
        <source>memory unknown</source>
        <translation>Speicher unbekannt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message>
        <source>shares main memory</source>
        <translation>teilt den Hauptspeicher</translation>
    </message>
    <message>
        <source>told by {source}</source>
        <translation>laut {source}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{free} free in {folder}</source>
        <translation>{free} frei in {folder}</translation>
    </message>
    <message>
        <source>{free} of {total} can be had without swapping</source>
        <translation>{free} von {total} ohne Auslagern verfügbar</translation>
    </message>
    <message>
        <source>{free} of {total} free</source>
        <translation>{free} von {total} frei</translation>
    </message>
    <message>
        <source>{free} of {total} unused; no plan counts on it</source>
        <translation>{free} von {total} ungenutzt; kein Plan rechnet damit</translation>
    </message>
    <message>
        <source>{n} cores, {m} threads</source>
        <translation>{n} Kerne, {m} Threads</translation>
    </message>
</context>
<context>
    <name>MachinePage</name>
    <message>
        <source>ADVANCED</source>
        <translation>ERWEITERT</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>Get {quant} …</source>
        <translation>{quant} holen …</translation>
    </message>
    <message>
        <source>Load again with this plan</source>
        <translation>Neu laden mit diesem Plan</translation>
    </message>
    <message>
        <source>Load with this plan</source>
        <translation>Laden mit diesem Plan</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu ansehen</translation>
    </message>
    <message>
        <source>Looking at this machine …</source>
        <translation>Sehe mir diesen Rechner an …</translation>
    </message>
    <message>
        <source>Nothing is known of this machine yet.</source>
        <translation>Über diesen Rechner ist noch nichts bekannt.</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>Lese die Datei …</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>WHAT WAS FOUND, AND HOW</source>
        <translation>WAS GEFUNDEN WURDE UND WIE</translation>
    </message>
    <message>
        <source>WHERE THE BYTES OF {quant} WOULD GO</source>
        <translation>WOHIN DIE BYTES VON {quant} KÄMEN</translation>
    </message>
    <message>
        <source>What fits of {model}, in the memory that is free now.</source>
        <translation>Was von {model} in den Speicher passt, der jetzt frei ist.</translation>
    </message>
    <message>
        <source>What fits of {model}, once the loaded model has made room.</source>
        <translation>Was von {model} passt, sobald das geladene Modell Platz gemacht hat.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
</context>
<context>
    <name>MarkdownView</name>
    <message>
        <source>Show all of the text, {n} characters</source>
        <translation>Den ganzen Text zeigen, {n} Zeichen</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Bundled with Darkroom</source>
        <translation>In Darkroom enthalten</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Demo model (bundled)</source>
        <translation>Demomodell (enthalten)</translation>
    </message>
    <message>
        <source>Manage models …</source>
        <translation>Modelle verwalten …</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>Modell: {name}</translation>
    </message>
    <message>
        <source>Open a .gguf file …</source>
        <translation>.gguf-Datei öffnen …</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>nicht geladen</translation>
    </message>
    <message>
        <source>{model} goes on answering until another model is loaded</source>
        <translation>{model} antwortet weiter, bis ein anderes Modell geladen ist</translation>
    </message>
</context>
<context>
    <name>ModelStatus</name>
    <message>
        <source>Loading {n} %</source>
        <translation>Lädt {n} %</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation>Nicht geladen</translation>
    </message>
    <message>
        <source>Planning …</source>
        <translation>Plant …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Restarts when you send</source>
        <translation>Startet neu beim Senden</translation>
    </message>
</context>
<context>
    <name>ModelViewModel</name>
    <message>
        <source>Demo model</source>
        <translation>Demomodell</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>ADDED BY YOU</source>
        <translation>SELBST HINZUGEFÜGT</translation>
    </message>
    <message>
        <source>Checking every byte: {n} %</source>
        <translation>Prüft jedes Byte: {n} %</translation>
    </message>
    <message>
        <source>DARKROOM</source>
        <translation>DARKROOM</translation>
    </message>
    <message>
        <source>Damaged: it is not what its publisher says. Download it again.</source>
        <translation>Beschädigt: Es ist nicht, was der Herausgeber angibt. Laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>HUGGING FACE CACHE</source>
        <translation>HUGGING-FACE-CACHE</translation>
    </message>
    <message>
        <source>LM STUDIO</source>
        <translation>LM STUDIO</translation>
    </message>
    <message>
        <source>Model page</source>
        <translation>Modellseite</translation>
    </message>
    <message>
        <source>Nobody has said what this file ought to hash to. Its SHA-256 is {sha256}.</source>
        <translation>Niemand hat angegeben, welche Prüfsumme diese Datei haben soll. Ihre SHA-256 ist {sha256}.</translation>
    </message>
    <message>
        <source>OLLAMA</source>
        <translation>OLLAMA</translation>
    </message>
    <message>
        <source>Page of {name} in the browser</source>
        <translation>Seite von {name} im Browser</translation>
    </message>
    <message>
        <source>Sound: every byte is as its publisher says.</source>
        <translation>Heil: Jedes Byte ist, wie der Herausgeber angibt.</translation>
    </message>
    <message>
        <source>The file goes to the trash ({size}).</source>
        <translation>Die Datei kommt in den Papierkorb ({size}).</translation>
    </message>
    <message>
        <source>This file belongs to the Hugging Face cache, which other programs on this computer may read. It is deleted for good ({size}); whoever needs it downloads it again.</source>
        <translation>Diese Datei gehört zum Hugging-Face-Cache, den andere Programme auf diesem Rechner lesen können. Sie wird endgültig gelöscht ({size}); wer sie braucht, lädt sie neu herunter.</translation>
    </message>
    <message>
        <source>This file belongs to {owner}, which will miss it. It goes to the trash ({size}).</source>
        <translation>Diese Datei gehört {owner} und wird dort fehlen. Sie kommt in den Papierkorb ({size}).</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch ein paar Sekunden</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>checking every byte</source>
        <translation>prüft jedes Byte</translation>
    </message>
    <message>
        <source>connecting …</source>
        <translation>verbindet …</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>lädt herunter</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>on this computer, every byte checked</source>
        <translation>auf diesem Rechner, jedes Byte geprüft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>wartet, bis er dran ist</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{h} h {m} min left</source>
        <translation>noch {h} h {m} min</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} Dateien</translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation>noch {n} min</translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation>noch {n} s</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
</context>
<context>
    <name>ModelsDoor</name>
    <message>
        <source>Folder for downloaded models</source>
        <translation>Ordner für heruntergeladene Modelle</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Downloads ({n})</source>
        <translation>Downloads ({n})</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
</context>
<context>
    <name>ModelsSection</name>
    <message>
        <source>Download models, find those that other programs have, and delete them.</source>
        <translation>Modelle herunterladen, die anderer Programme finden und Modelle löschen.</translation>
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
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>NetworkBox</name>
    <message>
        <source>Address of the other computer</source>
        <translation>Adresse des anderen Rechners</translation>
    </message>
    <message>
        <source>Asking {address} …</source>
        <translation>Frage {address} …</translation>
    </message>
    <message>
        <source>Careful: the link to the other computer is neither encrypted nor authenticated. Whoever shares the network can read what passes, and use the lent device. Only do this in a network that you trust. On the other computer run: darkroom lend</source>
        <translation>Vorsicht: Die Verbindung zum anderen Rechner ist weder verschlüsselt noch authentifiziert. Wer das Netz teilt, kann mitlesen und das geliehene Gerät nutzen. Tun Sie das nur in einem Netz, dem Sie vertrauen. Auf dem anderen Rechner ausführen: darkroom lend</translation>
    </message>
    <message>
        <source>Use another computer on my network</source>
        <translation>Anderen Rechner im Netz nutzen</translation>
    </message>
    <message>
        <source>Write it as address:port, such as 192.168.1.20:50052.</source>
        <translation>Als Adresse:Port schreiben, etwa 192.168.1.20:50052.</translation>
    </message>
    <message>
        <source>address:port, such as 192.168.1.20:50052</source>
        <translation>Adresse:Port, etwa 192.168.1.20:50052</translation>
    </message>
    <message>
        <source>{address} lends its memory.</source>
        <translation>{address} leiht seinen Speicher.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung verwerfen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Obstacles</name>
    <message>
        <source>Another answer is still being written.</source>
        <translation>Eine andere Antwort entsteht noch.</translation>
    </message>
    <message>
        <source>Load {model}, which gave this answer, to go on with it.</source>
        <translation>Laden Sie {model}, von dem diese Antwort stammt, um mit ihr weiterzumachen.</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>The answer that was repainted is gone.</source>
        <translation>Die Antwort, die übermalt wurde, gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The model that is loaded has canvases of another size than this answer.</source>
        <translation>Das geladene Modell hat Leinwände anderer Größe als diese Antwort.</translation>
    </message>
    <message>
        <source>The steps of this answer were not kept.</source>
        <translation>Die Schritte dieser Antwort wurden nicht behalten.</translation>
    </message>
    <message>
        <source>There is nothing to decide about this answer.</source>
        <translation>Bei dieser Antwort gibt es nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>These words cannot be repainted at once. Select fewer words.</source>
        <translation>Diese Wörter lassen sich nicht auf einmal übermalen. Wählen Sie weniger.</translation>
    </message>
    <message>
        <source>This answer has no step yet.</source>
        <translation>Diese Antwort hat noch keinen Schritt.</translation>
    </message>
    <message>
        <source>This answer has not begun yet.</source>
        <translation>Diese Antwort hat noch nicht begonnen.</translation>
    </message>
    <message>
        <source>This canvas was laid around words that were repainted, and its steps cannot be gone on with. Go back to the answer that was repainted, or repaint words of this one.</source>
        <translation>Diese Leinwand lag um übermalte Wörter, von ihren Schritten aus geht es nicht weiter. Gehen Sie zurück zur Antwort, die übermalt wurde, oder übermalen Sie Wörter dieser hier.</translation>
    </message>
    <message>
        <source>This step of the answer was not kept.</source>
        <translation>Dieser Schritt der Antwort wurde nicht behalten.</translation>
    </message>
</context>
<context>
    <name>OfferRow</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>{action} {quant}, {size}</source>
        <translation>{action}: {quant}, {size}</translation>
    </message>
</context>
<context>
    <name>Origin</name>
    <message>
        <source>Denoised again around pins from step {n}</source>
        <translation>Ab Schritt {n} um fixierte Zellen neu entrauscht</translation>
    </message>
    <message>
        <source>Forked from step {n} of another answer</source>
        <translation>Abgezweigt ab Schritt {n} einer anderen Antwort</translation>
    </message>
    <message>
        <source>Polished from step {n} of another answer</source>
        <translation>Poliert ab Schritt {n} einer anderen Antwort</translation>
    </message>
    <message>
        <source>Some words of another answer, repainted</source>
        <translation>Einige Wörter einer anderen Antwort, übermalt</translation>
    </message>
    <message>
        <source>The draft of an earlier step, kept</source>
        <translation>Der Entwurf eines früheren Schritts, behalten</translation>
    </message>
</context>
<context>
    <name>OriginNote</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>OverflowNotice</name>
    <message>
        <source>Context of {n} tokens</source>
        <translation>Kontext mit {n} Token</translation>
    </message>
    <message>
        <source>Leave out the oldest messages</source>
        <translation>Älteste Nachrichten weglassen</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Shorten it, or leave a file out.</source>
        <translation>Kürzen Sie, oder lassen Sie eine Datei weg.</translation>
    </message>
    <message>
        <source>This chat outgrows the model&apos;s context</source>
        <translation>Dieser Chat wird zu lang für den Kontext des Modells</translation>
    </message>
    <message>
        <source>This is longer than the model&apos;s context</source>
        <translation>Das ist länger als der Kontext des Modells</translation>
    </message>
    <message>
        <source>What is left out stays in the chat; only the model no longer reads it.</source>
        <translation>Was weggelassen wird, bleibt im Chat; nur das Modell liest es nicht mehr.</translation>
    </message>
    <message>
        <source>What you are writing leaves no room for an answer.</source>
        <translation>Was Sie schreiben, lässt keinen Platz für eine Antwort.</translation>
    </message>
    <message>
        <source>With the next question there is no room left for an answer.</source>
        <translation>Mit der nächsten Frage bleibt kein Platz mehr für eine Antwort.</translation>
    </message>
</context>
<context>
    <name>PinsBox</name>
    <message>
        <source>Cell {n}: “{text}”</source>
        <translation>Zelle {n}: „{text}“</translation>
    </message>
    <message>
        <source>Denoise again</source>
        <translation>Neu entrauschen</translation>
    </message>
    <message>
        <source>Denoise again around the pins</source>
        <translation>Um die fixierten Zellen neu entrauschen</translation>
    </message>
    <message>
        <source>Goes on from step {n}, around the pins.</source>
        <translation>Geht ab Schritt {n} weiter, um die fixierten Zellen.</translation>
    </message>
    <message>
        <source>Lock cells, or choose other words for them. Then let the model denoise the rest again around them; the answer that you have stays.</source>
        <translation>Fixieren Sie Zellen oder wählen Sie andere Wörter für sie. Lassen Sie das Modell dann den Rest um sie neu entrauschen; die jetzige Antwort bleibt.</translation>
    </message>
    <message>
        <source>Pinned cells</source>
        <translation>Fixierte Zellen</translation>
    </message>
    <message>
        <source>Pins</source>
        <translation>Fixiert</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>token {id}</source>
        <translation>Token {id}</translation>
    </message>
</context>
<context>
    <name>PlanList</name>
    <message>
        <source>Files of this model</source>
        <translation>Dateien dieses Modells</translation>
    </message>
</context>
<context>
    <name>PolishForm</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Further steps</source>
        <translation>Weitere Schritte</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polieren</translation>
    </message>
    <message>
        <source>Polish from step {n}</source>
        <translation>Ab Schritt {n} polieren</translation>
    </message>
    <message>
        <source>The model goes over this draft again, all of the steps, without ending early. This answer stays, the polished one stands beside it.</source>
        <translation>Das Modell geht noch einmal über diesen Entwurf, alle Schritte lang, ohne vorzeitig zu enden. Diese Antwort bleibt, die polierte steht daneben.</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Another preset has this name.</source>
        <translation>Eine andere Vorlage heißt schon so.</translation>
    </message>
    <message>
        <source>Back to “{name}” as it is saved</source>
        <translation>Zurück zu „{name}“ wie gespeichert</translation>
    </message>
    <message>
        <source>Bring back the presets of Darkroom</source>
        <translation>Vorlagen von Darkroom zurückholen</translation>
    </message>
    <message>
        <source>Darkroom presets</source>
        <translation>Darkroom-Vorlagen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Export all presets …</source>
        <translation>Alle Vorlagen exportieren …</translation>
    </message>
    <message>
        <source>Export this preset …</source>
        <translation>Diese Vorlage exportieren …</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>More about presets</source>
        <translation>Mehr zu Vorlagen</translation>
    </message>
    <message>
        <source>Move down in the list</source>
        <translation>In der Liste nach unten</translation>
    </message>
    <message>
        <source>Move up in the list</source>
        <translation>In der Liste nach oben</translation>
    </message>
    <message>
        <source>Name of the new preset</source>
        <translation>Name der neuen Vorlage</translation>
    </message>
    <message>
        <source>New name of “{name}”</source>
        <translation>Neuer Name von „{name}“</translation>
    </message>
    <message>
        <source>PRESET</source>
        <translation>VORLAGE</translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern als …</translation>
    </message>
    <message>
        <source>There is a preset of this name. Save replaces it.</source>
        <translation>Es gibt eine Vorlage dieses Namens. Speichern ersetzt sie.</translation>
    </message>
    <message>
        <source>Update “{name}”</source>
        <translation>„{name}“ aktualisieren</translation>
    </message>
    <message>
        <source>Use for new chats</source>
        <translation>Für neue Chats nutzen</translation>
    </message>
</context>
<context>
    <name>PresetFiles</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>Vorlagen exportieren</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>Vorlagen importieren</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>Vorlagen (*.json)</translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>No preset</source>
        <translation>Keine Vorlage</translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation>Vorlage: {name}</translation>
    </message>
    <message>
        <source>Preset: {name}, changed</source>
        <translation>Vorlage: {name}, geändert</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>for new chats</source>
        <translation>für neue Chats</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Sorgfältig</translation>
    </message>
    <message>
        <source>Coder</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Fast draft</source>
        <translation>Schnellentwurf</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>Schreiben</translation>
    </message>
</context>
<context>
    <name>PresetsViewModel</name>
    <message>
        <source>The file is too large for presets.</source>
        <translation>Die Datei ist zu groß für Vorlagen.</translation>
    </message>
    <message>
        <source>The presets stay as they are now until you close Darkroom.</source>
        <translation>Die Vorlagen bleiben, wie sie jetzt sind, bis Sie Darkroom schließen.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be written.</source>
        <translation>{path} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation>{path} lässt sich nicht schreiben: {why}.</translation>
    </message>
</context>
<context>
    <name>PromptBox</name>
    <message>
        <source>Ask anything …</source>
        <translation>Fragen Sie etwas …</translation>
    </message>
    <message>
        <source>Ask the next question; it waits for its turn …</source>
        <translation>Nächste Frage schreiben; sie wartet, bis sie dran ist …</translation>
    </message>
    <message>
        <source>Attach text files</source>
        <translation>Textdateien anhängen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Ihre Frage</translation>
    </message>
    <message>
        <source>{send} sends, {line} begins a new line</source>
        <translation>{send} sendet, {line} beginnt eine neue Zeile</translation>
    </message>
</context>
<context>
    <name>PromptCard</name>
    <message>
        <source>Suggested question</source>
        <translation>Vorgeschlagene Frage</translation>
    </message>
</context>
<context>
    <name>QuantPanel</name>
    <message>
        <source>FILES OF {model}</source>
        <translation>DATEIEN VON {model}</translation>
    </message>
    <message>
        <source>Looking at this machine and the file …</source>
        <translation>Sehe mir Rechner und Datei an …</translation>
    </message>
    <message>
        <source>Quantizations of {model}</source>
        <translation>Quantisierungen von {model}</translation>
    </message>
    <message>
        <source>Where the bytes go on this machine …</source>
        <translation>Wohin die Bytes auf diesem Rechner gehen …</translation>
    </message>
</context>
<context>
    <name>QuantPicker</name>
    <message>
        <source>Cannot be planned</source>
        <translation>Nicht planbar</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Sieht nach …</translation>
    </message>
    <message>
        <source>Quantization: {words}</source>
        <translation>Quantisierung: {words}</translation>
    </message>
</context>
<context>
    <name>QuestionEditor</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save and send</source>
        <translation>Speichern und senden</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Ihre Frage</translation>
    </message>
</context>
<context>
    <name>QuestionView</name>
    <message>
        <source>Attached file: {name}</source>
        <translation>Angehängte Datei: {name}</translation>
    </message>
    <message>
        <source>Copy question</source>
        <translation>Frage kopieren</translation>
    </message>
    <message>
        <source>Earlier wording</source>
        <translation>Frühere Fassung</translation>
    </message>
    <message>
        <source>Edit question</source>
        <translation>Frage bearbeiten</translation>
    </message>
    <message>
        <source>Later wording</source>
        <translation>Spätere Fassung</translation>
    </message>
    <message>
        <source>More for this question</source>
        <translation>Mehr zu dieser Frage</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Ihre Frage</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n} von {count}</translation>
    </message>
</context>
<context>
    <name>RepaintForm</name>
    <message>
        <source>1 … {most}, now {n}</source>
        <translation>1 … {most}, jetzt {n}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Only these words are denoised anew; all others stay as they are.</source>
        <translation>Nur diese Wörter werden neu entrauscht; alle anderen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Repaint</source>
        <translation>Übermalen</translation>
    </message>
    <message>
        <source>Repaint “{words}”</source>
        <translation>„{words}“ übermalen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>What do you want there?</source>
        <translation>Was soll dort stehen?</translation>
    </message>
    <message>
        <source>What do you want there? (optional)</source>
        <translation>Was soll dort stehen? (freiwillig)</translation>
    </message>
</context>
<context>
    <name>ReplayExport</name>
    <message>
        <source>Film (GIF)</source>
        <translation>Film (GIF)</translation>
    </message>
    <message>
        <source>Film (animated WebP)</source>
        <translation>Film (animiertes WebP)</translation>
    </message>
    <message>
        <source>One file with all steps and a scrubber. Any browser opens it, and it loads nothing from anywhere.</source>
        <translation>Eine Datei mit allen Schritten und einem Regler dafür. Jeder Browser öffnet sie, und sie lädt nirgendwoher etwas nach.</translation>
    </message>
    <message>
        <source>Page to play it (HTML)</source>
        <translation>Seite zum Abspielen (HTML)</translation>
    </message>
    <message>
        <source>Plays by itself in browsers and most chats; sharp, and smaller.</source>
        <translation>Läuft von selbst in Browsern und den meisten Chats; scharf und kleiner.</translation>
    </message>
    <message>
        <source>Plays by itself nearly everywhere, in 256 colours.</source>
        <translation>Läuft fast überall von selbst, in 256 Farben.</translation>
    </message>
    <message>
        <source>Settling map (PNG)</source>
        <translation>Festlegungskarte (PNG)</translation>
    </message>
    <message>
        <source>Steps for programs (JSON)</source>
        <translation>Schritte für Programme (JSON)</translation>
    </message>
    <message>
        <source>Steps for research (NPZ)</source>
        <translation>Schritte für Forschung (NPZ)</translation>
    </message>
    <message>
        <source>The film is being made</source>
        <translation>Der Film entsteht</translation>
    </message>
    <message>
        <source>The finished text, coloured by when each word settled.</source>
        <translation>Der fertige Text, gefärbt danach, wann sich jedes Wort festlegte.</translation>
    </message>
    <message>
        <source>The replay is being exported</source>
        <translation>Die Wiedergabe wird exportiert</translation>
    </message>
    <message>
        <source>The same for NumPy. “darkroom resume” and “darkroom replay” read it too.</source>
        <translation>Dasselbe für NumPy. Auch „darkroom resume“ und „darkroom replay“ lesen es.</translation>
    </message>
    <message>
        <source>Tokens, entropies and settings of every step, as text.</source>
        <translation>Token, Entropien und Einstellungen jedes Schritts, als Text.</translation>
    </message>
</context>
<context>
    <name>ReplayPage</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>Made with Darkroom {version}</source>
        <translation>Erstellt mit Darkroom {version}</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>One step on</source>
        <translation>Schritt vor</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Replay of an answer</source>
        <translation>Wiedergabe einer Antwort</translation>
    </message>
    <message>
        <source>Settling map</source>
        <translation>Festlegungskarte</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>This browser cannot play the replay. The answer itself stands above.</source>
        <translation>Dieser Browser kann die Wiedergabe nicht abspielen. Die Antwort selbst steht oben.</translation>
    </message>
    <message>
        <source>This is when words settled, not whether they are true.</source>
        <translation>Das ist, wann sich Wörter festlegten, nicht, ob sie wahr sind.</translation>
    </message>
    <message>
        <source>When words settled</source>
        <translation>Wann sich Wörter festlegten</translation>
    </message>
    <message>
        <source>canvas {n} of {count}</source>
        <translation>Leinwand {n} von {count}</translation>
    </message>
    <message>
        <source>first steps</source>
        <translation>erste Schritte</translation>
    </message>
    <message>
        <source>last steps</source>
        <translation>letzte Schritte</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <source>Darkroom sends this nowhere. No text of your chats is in it, and your home folder is written as ~. Read it before you give it to anybody.</source>
        <translation>Darkroom sendet dies nirgendwohin. Kein Text Ihrer Chats steht darin, und Ihr Benutzerordner ist als ~ geschrieben. Lesen Sie es, bevor Sie es jemandem geben.</translation>
    </message>
    <message>
        <source>It cannot be saved there: {why}. Choose another place.</source>
        <translation>Dort lässt er sich nicht speichern: {why}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern als …</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Earlier result</source>
        <translation>Früheres Ergebnis</translation>
    </message>
    <message>
        <source>Fill the same form with another seed</source>
        <translation>Dasselbe Formular mit anderem Seed ausfüllen</translation>
    </message>
    <message>
        <source>Go through the steps in which the blanks were filled</source>
        <translation>Die Schritte durchgehen, in denen sich die Lücken füllten</translation>
    </message>
    <message>
        <source>Grey is noise: the model puts its words there, all at once.</source>
        <translation>Grau ist Rauschen: Dort setzt das Modell seine Wörter ein, alle zugleich.</translation>
    </message>
    <message>
        <source>Later result</source>
        <translation>Späteres Ergebnis</translation>
    </message>
    <message>
        <source>PREVIEW</source>
        <translation>VORSCHAU</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>The form, being filled in</source>
        <translation>Das Formular, wird ausgefüllt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Waits for the answer in the chat.</source>
        <translation>Wartet auf die Antwort im Chat.</translation>
    </message>
    <message>
        <source>filled in</source>
        <translation>ausgefüllt</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation>{n} von {m}</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Delete this answer and go back to the one before</source>
        <translation>Diese Antwort löschen und zur vorherigen zurückkehren</translation>
    </message>
    <message>
        <source>Delete this answer and repaint with another seed</source>
        <translation>Diese Antwort löschen und mit anderem Seed übermalen</translation>
    </message>
    <message>
        <source>Keep the new words</source>
        <translation>Die neuen Wörter behalten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Repainted</source>
        <translation>Übermalt</translation>
    </message>
    <message>
        <source>The same words again</source>
        <translation>Wieder dieselben Wörter</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>Title of the chat</source>
        <translation>Titel des Chats</translation>
    </message>
</context>
<context>
    <name>SamplerBox</name>
    <message>
        <source>Fewer knobs</source>
        <translation>Weniger Regler</translation>
    </message>
    <message>
        <source>More knobs</source>
        <translation>Mehr Regler</translation>
    </message>
    <message>
        <source>More knobs ({n} changed)</source>
        <translation>Mehr Regler ({n} geändert)</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>SAMPLER</source>
        <translation>SAMPLER</translation>
    </message>
    <message>
        <source>Sets every knob of the sampler back and unlocks the seed</source>
        <translation>Setzt jeden Regler des Samplers zurück und gibt den Seed frei</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Canvas</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>Canvas {n}</source>
        <translation>Leinwand {n}</translation>
    </message>
    <message>
        <source>Follow the answer again</source>
        <translation>Der Antwort wieder folgen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>Schritt vor</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Show the text of the answer again</source>
        <translation>Wieder den Text der Antwort zeigen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed {x}</source>
        <translation>Tempo {x}</translation>
    </message>
    <message>
        <source>Step {n} of {count}</source>
        <translation>Schritt {n} von {count}</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>canvas {n} of {count}</source>
        <translation>Leinwand {n} von {count}</translation>
    </message>
    <message>
        <source>step {n} / {count}</source>
        <translation>Schritt {n} / {count}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in all chats</source>
        <translation>In allen Chats suchen</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>1 result</source>
        <translation>1 Treffer</translation>
    </message>
    <message>
        <source>No chat has all of these words. Try fewer, or only their first letters.</source>
        <translation>Kein Chat enthält alle diese Wörter. Versuchen Sie es mit weniger oder nur mit ihren ersten Buchstaben.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>The {n} newest results</source>
        <translation>Die {n} neuesten Treffer</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>{n} results</source>
        <translation>{n} Treffer</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>Draw a new seed and keep it</source>
        <translation>Neuen Seed ziehen und behalten</translation>
    </message>
    <message>
        <source>Keep the last answer’s</source>
        <translation>Seed der letzten Antwort</translation>
    </message>
    <message>
        <source>Keep the seed of the last answer, {seed}</source>
        <translation>Den Seed der letzten Antwort behalten, {seed}</translation>
    </message>
    <message>
        <source>Same seed for every answer</source>
        <translation>Gleicher Seed für jede Antwort</translation>
    </message>
    <message>
        <source>a new one each time</source>
        <translation>jedes Mal ein neuer</translation>
    </message>
</context>
<context>
    <name>SelectCard</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>In the canvas above: drag with the mouse, or hold Shift and use the arrow keys.</source>
        <translation>In der Leinwand oben: mit der Maus ziehen, oder mit Umschalt und den Pfeiltasten.</translation>
    </message>
    <message>
        <source>Repaint these words</source>
        <translation>Diese Wörter übermalen</translation>
    </message>
    <message>
        <source>Select the words here</source>
        <translation>Hier die Wörter auswählen</translation>
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
        <translation>Hell oder dunkel. „System“ richtet sich nach Ihrem Desktop.</translation>
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
        <source>Record alternatives</source>
        <translation>Alternativen aufzeichnen</translation>
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
        <translation>„System“ nimmt die erste Sprache Ihres Systems, die Darkroom spricht. Modelle antworten in der Sprache, in der Sie fragen.</translation>
    </message>
    <message>
        <source>Takes effect at the next start. Chats that you have stay in the old folder: back them up before, and restore them afterwards, to take them along.</source>
        <translation>Gilt ab dem nächsten Start. Vorhandene Chats bleiben im alten Ordner: Sichern Sie sie vorher und stellen Sie sie danach wieder her, um sie mitzunehmen.</translation>
    </message>
    <message>
        <source>Text of the chat</source>
        <translation>Text des Chats</translation>
    </message>
    <message>
        <source>The inspector then shows what else might have stood in each place of an answer. Recorded steps take several times the room, and answers take a little longer.</source>
        <translation>Der Inspektor zeigt dann, was an jeder Stelle einer Antwort sonst hätte stehen können. Aufgezeichnete Schritte brauchen ein Mehrfaches an Platz, und Antworten dauern etwas länger.</translation>
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
        <translation>Was alle Downloads zusammen von Ihrer Leitung nehmen dürfen.</translation>
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
        <translation>Zurücksetzen</translation>
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
    <name>SettlingBox</name>
    <message>
        <source>Colour the words by when they settled</source>
        <translation>Wörter danach färben, wann sie sich festlegten</translation>
    </message>
    <message>
        <source>Left: settled at step 1. Right: settled at step {last}.</source>
        <translation>Links: festgelegt bei Schritt 1. Rechts: bei Schritt {last}.</translation>
    </message>
    <message>
        <source>This is when words settled, not whether they are true.</source>
        <translation>Das ist, wann sich Wörter festlegten, nicht, ob sie wahr sind.</translation>
    </message>
    <message>
        <source>When words settled</source>
        <translation>Wann sich Wörter festlegten</translation>
    </message>
</context>
<context>
    <name>SheetsButton</name>
    <message>
        <source>Begin an empty form</source>
        <translation>Leeres Formular beginnen</translation>
    </message>
    <message>
        <source>Bring back what stood here before</source>
        <translation>Zurückholen, was vorher hier stand</translation>
    </message>
    <message>
        <source>Choose a form …</source>
        <translation>Formular wählen …</translation>
    </message>
    <message>
        <source>Delete “{name}”</source>
        <translation>„{name}“ löschen</translation>
    </message>
    <message>
        <source>Forms there are</source>
        <translation>Vorhandene Formulare</translation>
    </message>
    <message>
        <source>Open a text file …</source>
        <translation>Textdatei öffnen …</translation>
    </message>
    <message>
        <source>Ready-made</source>
        <translation>Fertige</translation>
    </message>
    <message>
        <source>Rename “{name}” …</source>
        <translation>„{name}“ umbenennen …</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
</context>
<context>
    <name>SheetsViewModel</name>
    <message>
        <source>The file is too long for a form.</source>
        <translation>Die Datei ist zu lang für ein Formular.</translation>
    </message>
    <message>
        <source>Your forms stay as they are now until you close Darkroom.</source>
        <translation>Ihre Formulare bleiben, wie sie jetzt sind, bis Sie Darkroom schließen.</translation>
    </message>
    <message>
        <source>{path} cannot be written.</source>
        <translation>{path} lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Answer again, and keep both</source>
        <translation>Neu beantworten und beide behalten</translation>
    </message>
    <message>
        <source>Attach text files</source>
        <translation>Textdateien anhängen</translation>
    </message>
    <message>
        <source>Begin a new line</source>
        <translation>Neue Zeile beginnen</translation>
    </message>
    <message>
        <source>Chat above</source>
        <translation>Chat darüber</translation>
    </message>
    <message>
        <source>Chat below</source>
        <translation>Chat darunter</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Choose a quantization</source>
        <translation>Quantisierung wählen</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Letzte Antwort kopieren</translation>
    </message>
    <message>
        <source>Delete the chat</source>
        <translation>Chat löschen</translation>
    </message>
    <message>
        <source>Edit the last question</source>
        <translation>Letzte Frage bearbeiten</translation>
    </message>
    <message>
        <source>Fill in a form</source>
        <translation>Ein Formular ausfüllen</translation>
    </message>
    <message>
        <source>Fill in the form</source>
        <translation>Das Formular ausfüllen</translation>
    </message>
    <message>
        <source>Get and manage models</source>
        <translation>Modelle holen und verwalten</translation>
    </message>
    <message>
        <source>Get it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Go to the beginning</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Inspector: the steps of an answer from inside</source>
        <translation>Inspektor: die Schritte einer Antwort von innen</translation>
    </message>
    <message>
        <source>Larger text of the chat</source>
        <translation>Größerer Text im Chat</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>New chat with a preset</source>
        <translation>Neuer Chat mit Vorlage</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>Modelldatei öffnen</translation>
    </message>
    <message>
        <source>Pin the chat, or unpin it</source>
        <translation>Chat anheften oder lösen</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>Fragen und Antworten</translation>
    </message>
    <message>
        <source>Rename the chat</source>
        <translation>Chat umbenennen</translation>
    </message>
    <message>
        <source>Repaint the selected words</source>
        <translation>Ausgewählte Wörter übermalen</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Nach unten blättern</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Nach oben blättern</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in all chats</source>
        <translation>In allen Chats suchen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings of the chat: preset, system prompt, sampler</source>
        <translation>Einstellungen des Chats: Vorlage, System-Prompt, Sampler</translation>
    </message>
    <message>
        <source>Show how the last answer came about, or its text</source>
        <translation>Zeigen, wie die letzte Antwort entstand, oder ihren Text</translation>
    </message>
    <message>
        <source>Show or hide the chats</source>
        <translation>Chats zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Smaller text of the chat</source>
        <translation>Kleinerer Text im Chat</translation>
    </message>
    <message>
        <source>Stop the answer, or go back to the chat</source>
        <translation>Antwort stoppen oder zurück zum Chat</translation>
    </message>
    <message>
        <source>This list of keys</source>
        <translation>Diese Liste der Tasten</translation>
    </message>
    <message>
        <source>Usual text of the chat</source>
        <translation>Übliche Textgröße im Chat</translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation>Was auf diesen Rechner passt</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Write the next question</source>
        <translation>Nächste Frage schreiben</translation>
    </message>
    <message>
        <source>in the conversation</source>
        <translation>im Gespräch</translation>
    </message>
    <message>
        <source>in the list of chats</source>
        <translation>in der Liste der Chats</translation>
    </message>
    <message>
        <source>on the page Forms</source>
        <translation>auf der Seite Formulare</translation>
    </message>
    <message>
        <source>on the pages Models and Settings</source>
        <translation>auf den Seiten Modelle und Einstellungen</translation>
    </message>
    <message>
        <source>where you write</source>
        <translation>wo Sie schreiben</translation>
    </message>
</context>
<context>
    <name>SlimBar</name>
    <message>
        <source>Scroll to the left and right</source>
        <translation>Nach links und rechts blättern</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPU {n}</source>
        <translation>GPU {n}</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>Belegter Speicher</translation>
    </message>
    <message>
        <source>Memory in use on {name}</source>
        <translation>Belegter Speicher auf {name}</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation>Was auf diesen Rechner passt</translation>
    </message>
</context>
<context>
    <name>StepActions</name>
    <message>
        <source>Fork…</source>
        <translation>Abzweigen…</translation>
    </message>
    <message>
        <source>Go on from step {n} with another seed or other settings</source>
        <translation>Ab Schritt {n} mit anderem Seed oder anderen Einstellungen weitermachen</translation>
    </message>
    <message>
        <source>Go on from step {n} with more steps</source>
        <translation>Ab Schritt {n} mit mehr Schritten weitermachen</translation>
    </message>
    <message>
        <source>Good enough</source>
        <translation>Gut genug</translation>
    </message>
    <message>
        <source>Let the draft of step {n} be an answer of its own</source>
        <translation>Den Entwurf von Schritt {n} zu einer eigenen Antwort machen</translation>
    </message>
    <message>
        <source>Polish…</source>
        <translation>Polieren…</translation>
    </message>
    <message>
        <source>There is no step yet.</source>
        <translation>Es gibt noch keinen Schritt.</translation>
    </message>
</context>
<context>
    <name>StepPlot</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>SystemBox</name>
    <message>
        <source>SYSTEM PROMPT</source>
        <translation>SYSTEM-PROMPT</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>What the model should know and how it should answer, in every turn</source>
        <translation>Was das Modell wissen und wie es antworten soll, bei jeder Frage</translation>
    </message>
</context>
<context>
    <name>TablePart</name>
    <message>
        <source>Show all of the table, {n} rows</source>
        <translation>Die ganze Tabelle zeigen, {n} Zeilen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>Teach</name>
    <message>
        <source>A form is text with blanks in it. All blanks are denoised together, each with the words before and behind it in view, and nothing else changes.</source>
        <translation>Ein Formular ist Text mit Lücken. Alle Lücken werden zusammen entrauscht, jede mit Blick auf die Wörter davor und dahinter, und sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>Begin with one of these:</source>
        <translation>Beginnen Sie mit einem davon:</translation>
    </message>
    <message>
        <source>Your words stand still, the model fills the gaps.</source>
        <translation>Ihre Wörter stehen fest, das Modell füllt die Lücken.</translation>
    </message>
    <message>
        <source>{{name}} is a blank of at most 8 tokens, {{name:12}} one of at most 12, and {{name|yes|no}} becomes one of its choices.</source>
        <translation>{{Name}} ist eine Lücke von höchstens 8 Token, {{Name:12}} eine von höchstens 12, und {{Name|ja|nein}} wird zu einer ihrer Möglichkeiten.</translation>
    </message>
</context>
<context>
    <name>ThinkBox</name>
    <message>
        <source>The model that is loaded cannot think first.</source>
        <translation>Das geladene Modell kann nicht zuerst nachdenken.</translation>
    </message>
</context>
<context>
    <name>ThinkingBox</name>
    <message>
        <source>Thinking …</source>
        <translation>Denkt nach …</translation>
    </message>
    <message>
        <source>Thought for 1 word</source>
        <translation>1 Wort lang nachgedacht</translation>
    </message>
    <message>
        <source>Thought for {n} words</source>
        <translation>{n} Wörter lang nachgedacht</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>Thoughts are hidden</source>
        <translation>Gedanken sind verborgen</translation>
    </message>
    <message>
        <source>Thoughts are shown</source>
        <translation>Gedanken sind zu sehen</translation>
    </message>
    <message>
        <source>Thoughts, being denoised</source>
        <translation>Gedanken, werden entrauscht</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
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
        <translation>Auswahl kopieren</translation>
    </message>
</context>
<context>
    <name>Turns</name>
    <message>
        <source>Answer again</source>
        <translation>Neu beantworten</translation>
    </message>
    <message>
        <source>Answer without thinking</source>
        <translation>Ohne Nachdenken antworten</translation>
    </message>
    <message>
        <source>Branch into a new chat</source>
        <translation>In einen neuen Chat verzweigen</translation>
    </message>
    <message>
        <source>Compare with another answer</source>
        <translation>Mit anderer Antwort vergleichen</translation>
    </message>
    <message>
        <source>Continue with another canvas</source>
        <translation>Mit weiterer Leinwand fortsetzen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Export the replay…</source>
        <translation>Wiedergabe exportieren…</translation>
    </message>
    <message>
        <source>Repaint words…</source>
        <translation>Wörter übermalen…</translation>
    </message>
    <message>
        <source>Show how it came about</source>
        <translation>Zeigen, wie sie entstand</translation>
    </message>
    <message>
        <source>The one after</source>
        <translation>Die danach</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Die davor</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation>„{title}“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>“{title}” was deleted. It can be got back with Undo.</source>
        <translation>„{title}“ wurde gelöscht. „Rückgängig“ holt ihn zurück.</translation>
    </message>
</context>
<context>
    <name>UnsupportedCard</name>
    <message>
        <source>Darkroom recognises these models, but this version has no engine for them yet, so it does not offer to download them.</source>
        <translation>Darkroom erkennt diese Modelle, doch diese Version hat noch keine Engine für sie und bietet sie deshalb nicht zum Herunterladen an.</translation>
    </message>
    <message>
        <source>Models that this version cannot run</source>
        <translation>Modelle, die diese Version nicht ausführen kann</translation>
    </message>
</context>
<context>
    <name>VerdictChip</name>
    <message>
        <source>{words} · recommended</source>
        <translation>{words} · empfohlen</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Get a model that fits this machine</source>
        <translation>Ein passendes Modell holen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>See what fits this machine</source>
        <translation>Sehen, was hier passt</translation>
    </message>
    <message>
        <source>TRY ONE OF THESE</source>
        <translation>ZUM AUSPROBIEREN</translation>
    </message>
    <message>
        <source>The bundled demo model is tiny and knows only a few things. For more, get a larger model, or drop a DiffusionGemma .gguf file here.</source>
        <translation>Das enthaltene Demomodell ist winzig und weiß nur wenig. Für mehr holen Sie ein größeres Modell oder ziehen Sie eine .gguf-Datei von DiffusionGemma hierher.</translation>
    </message>
    <message>
        <source>This model does not write word by word. It starts from a canvas of noise and sharpens all of it at once, step by step, here on your machine. Grey grain is still noise, slanted words are a guess, underlined words were just accepted.</source>
        <translation>Dieses Modell schreibt nicht Wort für Wort. Es beginnt mit einer Leinwand voller Rauschen und schärft sie Schritt für Schritt als Ganzes, hier auf Ihrem Rechner. Graues Korn ist noch Rauschen, schräge Wörter sind vermutet, unterstrichene wurden eben angenommen.</translation>
    </message>
    <message>
        <source>Watch an answer develop out of noise</source>
        <translation>Eine Antwort entsteht aus dem Rauschen</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>1 blank</source>
        <translation>1 Lücke</translation>
    </message>
    <message>
        <source>Draw a new seed and keep it</source>
        <translation>Neuen Seed ziehen und behalten</translation>
    </message>
    <message>
        <source>FORM</source>
        <translation>FORMULAR</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Ausfüllen</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>Öffnen Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>Same seed each time</source>
        <translation>Seed festhalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>WHAT IS IT ABOUT?</source>
        <translation>WORUM GEHT ES?</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>Worum geht es?</translation>
    </message>
    <message>
        <source>a new one each time</source>
        <translation>immer neu</translation>
    </message>
    <message>
        <source>optional: a request that the form answers</source>
        <translation>freiwillig: eine Bitte, auf die das Formular antwortet</translation>
    </message>
    <message>
        <source>{n} blanks</source>
        <translation>{n} Lücken</translation>
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
