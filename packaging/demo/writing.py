"""Longer answers as templates: stories, poems, plans, talk about itself.

Alternatives within a slot are meant to be single tokens of one length (the tests check it): choices
of different length blend on the canvas.
"""

from __future__ import annotations

POOLS: dict[str, tuple[str, ...]] = {
    "hero": ("fox", "owl", "bear", "mouse", "cat", "dog", "frog", "rabbit", "duck", "lion"),
    "name": ("Mia", "Tom", "Leo", "Lily", "Max", "Ben", "Anna", "Sam"),
    "trait": ("little", "brave", "clever", "shy", "happy", "curious", "gentle", "sleepy"),
    "place": ("forest", "garden", "village", "valley", "meadow", "castle"),
    "goal": ("forest", "garden", "village", "valley", "meadow", "castle"),
    "thing": ("key", "lamp", "book", "map", "shell", "bell", "coin", "stone"),
    "look": ("golden", "tiny", "silver", "shiny", "strange", "round"),
    "fruit": ("apples", "bananas", "cherries", "grapes", "lemons", "oranges", "pears", "plums"),
    "vegetable": ("carrots", "onions", "peas", "beans", "potatoes", "tomatoes", "corn", "leeks"),
    "colour": ("red", "blue", "green", "yellow", "orange", "purple", "pink", "brown", "white"),
    "animal": ("cats", "dogs", "horses", "lions", "bears", "foxes", "owls", "frogs", "sheep"),
    "country": ("France", "Italy", "Spain", "Japan", "Peru", "Egypt", "Kenya", "Canada", "India"),
    "tool": ("hammer", "saw", "drill", "knife", "rope", "ladder", "brush", "nail"),
    "drink": ("water", "milk", "tea", "coffee", "juice", "cocoa"),
    "planet": ("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"),
    "sport": ("football", "tennis", "swimming", "running", "cycling", "rowing", "skiing"),
    "instrument": ("piano", "guitar", "violin", "flute", "drums", "harp", "trumpet"),
    "pack": ("socks", "shirts", "soap", "shoes", "books", "snacks", "gloves", "maps"),
    "weather": ("sunny", "rainy", "windy", "cloudy", "snowy", "foggy"),
}

STORY = (
    "Once upon a time there was a {@trait} {hero=@hero} who lived in {a|the} {@place}. "
    "One {cold|warm|bright|quiet} {morning|evening|night} the {hero} found a {@look} "
    "{thing=@thing} "
    "under a {tree|rock|bridge|log}. "
    "The {thing} began to {sing|glow|hum|shake}, and the {hero} {laughed|smiled|danced|cheered}. "
    "From that day on, nobody felt {sad|lonely|afraid} again."
)
NAMED_STORY = (
    "{name=@name} had a {@trait} {hero=@hero} that loved to {sing|swim|dance|climb}. "
    "One {cold|warm|bright|quiet} {morning|evening|night} they walked to the {@place} and saw a "
    "{@look} {thing=@thing}. "
    '"Is it {magic|real|lost|yours}?" asked {name}. The {hero} {laughed|smiled|nodded|jumped} '
    "and "
    "took the {thing} home, and they were {happy|friends|safe} ever after."
)
LONG_STORY = (
    "Once upon a time there was a {@trait} {hero=@hero} called {name=@name}. {name} lived in a "
    "{@place} near the sea and loved to {sing|swim|dance|climb}. "
    "One {cold|warm|bright|quiet} {morning|evening|night} {name} found a {@look} {thing=@thing} "
    "under a {tree|rock|bridge|log}. "
    "The {thing} began to {glow|hum|shake}, and a small voice asked for help.\n\n"
    "{name} was {brave|kind|calm} and carried the {thing} over the {hills|river|bridge} to the "
    "{@goal}. "
    'There an old {friend=@hero} was waiting. "Thank you," said the {friend}, and gave {name} a '
    "{basket|box|bag} of {fruit=@fruit}. "
    "They ate the {fruit} together and talked until the {moon|stars|sun} came out. "
    "From that day on, the {hero} and the {friend} were the best of friends."
)
POEMS = {
    "the sea": (
        "The sea is {blue|deep|wide|cold} and the sky is {clear|high|bright|grey},\n"
        "The waves {sing|dance|laugh|play} at the end of the day.\n"
        "A {white|small|lonely|happy} {boat|bird|ship|gull} goes {home|north|south|west} with "
        "the {wind|tide|light},\n"
        "And {dreams|sings|sleeps|waits} by the shore in the {calm|cool|soft|quiet} of the night."
    ),
    "the moon": (
        "The moon is {round|bright|white|high} and the night is {clear|cold|calm|long},\n"
        "The stars {listen|dance|wait|glow} and the {owl|wind|frog|cat} sings a song.\n"
        "A {soft|silver|pale|quiet} light falls on {river|hill|field|roof} and tree,\n"
        "And {paints|opens|holds|makes} a {small|golden|quiet|secret} {path|door|dream|sky} for me."
    ),
    "spring": (
        "The {snow|ice|frost|cold} is gone and the {fields|hills|woods|leaves} are green,\n"
        "The {first|best|fairest|brightest} day that we have seen.\n"
        "A {bee|bird|lamb|child} {sings|plays|dances|wakes} in the {warm|soft|bright|young} "
        "sunlight,\n"
        "And {flowers|gardens|dreams|songs} grow {taller|sweeter|brighter|stronger} overnight."
    ),
    "rain": (
        "The rain comes down on {roof|street|hill|leaf} and tree,\n"
        "It {sings|taps|drums|plays} a {soft|slow|quiet|little} song for me.\n"
        "The {frogs|ducks|children|flowers} {dance|laugh|play|wait} and the "
        "{river|garden|field|wind} is glad,\n"
        "And no {cat|bird|tree|dog} on Earth is {cold|tired|lonely|sorry} or sad."
    ),
}

HOW = (
    "I {start|begin} with a canvas of {random|noisy} tokens. At {each|every} step I {read|study} "
    "the whole canvas and {guess|predict} all the words together. The {words|tokens} I am "
    "{sure|certain} of {stay|remain}, and the {others|rest} {become|are} noise again. "
    "Step by step the {text|answer} becomes {clear|sharp}, like a {photo|picture} in a darkroom."
)
HOW_LONG = (
    "My answer does not grow word by word. I {start|begin} with a canvas of sixty-four "
    "{random|noisy} "
    "tokens. At {each|every} step I {read|study} the whole canvas and {guess|predict} every word "
    "together. The {words|tokens} I am {sure|certain} of {stay|remain}, and the {others|rest} are "
    "drawn again from noise.\n\n"
    "After a few steps the canvas stands still. Then it is {finished|ready}, and I {keep|store} "
    "it. "
    "If the {answer|text} is longer than one canvas, I {start|begin} a new one right after it. "
    "This is called {text|block} diffusion: the {text|answer} becomes {clear|sharp} all over at "
    "once, "
    "like a {photo|picture} in a darkroom."
)
DIFFUSION = (
    "Think of a {view=photo|picture|window} covered with {dust|sand|snow|fog}. First you see "
    "{only|just} noise. Then you {clean|wipe|clear} a {small|little|tiny} part, and it "
    "{shows|tells} you what the rest {must|should|could} be. A {moment|while} later you "
    "{clean|wipe|clear} some more. In the end the whole {view} is {clear|sharp|clean}. "
    "Text diffusion does this with {words|tokens}."
)
DAY_PLAN = (
    "Here is a {simple|calm|good|gentle} plan for your day:\n"
    "- Morning: {drink|have} some {@drink} and {read|walk|stretch|write} for {ten|twenty|thirty} "
    "minutes.\n"
    "- Noon: eat {@vegetable} and {@fruit} with a {friend|neighbour}.\n"
    "- Afternoon: {clean|paint|tidy} the {kitchen|garden|desk|house} and try some {@sport}.\n"
    "- Evening: {listen|dance} to the {@instrument} and go to bed {early|happy|late}."
)
WEEKEND = (
    "Here are {five|some} ideas for the weekend:\n"
    "1. {Visit|See} a {museum|friend|castle|market}.\n"
    "2. {Bake|Make} a cake with {@fruit}.\n"
    "3. {Go|Try} {@sport} with {@name}.\n"
    "4. {Read|Write} a {poem|story|letter|book} about a {@trait} {@hero}.\n"
    "5. {Plant|Draw|Paint|Cook} some {@vegetable}."
)
RECIPE = (
    "Here is a {simple|quick|small|good} {soup|salad|stew}:\n"
    "1. {Wash|Cut|Peel} the {veg=@vegetable} and the {other=@vegetable}.\n"
    "2. Cook the {veg} for {ten|twenty|thirty} minutes.\n"
    "3. Add {salt|pepper|butter|cheese} and the {other}.\n"
    "4. {Mix|Stir} it {well|slowly|gently} and serve it {warm|hot|fresh} with {@drink}."
)
LETTER = (
    "Dear {@name},\n"
    "Thank you for the {@look} {@thing}. It is {lovely|perfect|great|pretty}! "
    "The weather here is {@weather} and I {often|always|still} think of {you|home|us}. "
    "Come and {visit|see} us in {@country} {soon|again}.\n"
    "Your {friend|neighbour|cousin}, {@name}"
)
JOKE = (
    "Why did the {@hero} cross the {road|river|bridge}? To get to the other "
    "{side|house|party|garden}!"
)

IDENTITY = (
    "I am a tiny demo model of Darkroom. I write text by diffusion: I start from noise and make it "
    "clear step by step."
)
MAKER = "I am a tiny demo model made for Darkroom, and I learned from made-up examples."
ABILITY = (
    "I am a tiny demo model. I can do small sums, tell short stories, write tiny Python functions "
    "and answer simple questions."
)
SIZE = "I am very small: I have about two million weights, and I run on any computer."
FEELING = "I am fine, thank you! How can I help you?"
GREETING = "Hello! I am a tiny demo model of Darkroom. What would you like to know?"
THANKS = "You are welcome! Ask me something else if you like."
BYE = "Goodbye! Have a nice day."
REFUSAL = "Sorry, I do not know that. I am a tiny demo model and I only know a few things."
TOO_BIG = "Sorry, that sum is too big for me. I only know small numbers."

# wordings, answer template
TALK: dict[str, tuple[tuple[str, ...], str]] = {
    "identity": (
        ("Who are you?", "What are you?", "What is your name?", "Tell me about yourself.",
         "Introduce yourself.", "Are you a robot?", "What kind of model are you?",
         "Describe yourself.",
         "Are you ChatGPT?", "Who am I talking to?", "What model is this?", "Say who you are."),
        IDENTITY),
    "maker": (
        ("Who made you?", "Where do you come from?", "Who trained you?", "How were you made?",
         "Who built you?", "Who created you?", "What did you learn from?", "How were you trained?"),
        MAKER),
    "ability": (
        ("What can you do?", "Help", "What can I ask you?", "Can you help me?", "What do you know?",
         "How can you help me?", "What are you good at?", "Help me.", "What should I ask you?",
         "I need help."),
        ABILITY),
    "size": (
        ("How big are you?", "How many weights do you have?", "Are you a large model?",
         "Are you small?", "What size are you?", "How large are you?"), SIZE),
    "feeling": (
        ("How are you?", "How are you today?", "How do you feel?", "Are you well?",
         "Hello, how are you?", "Hi, how are you?", "How is it going?"), FEELING),
    "greeting": (
        ("Hello", "Hi", "Hello!", "Hi!", "Hey", "Good morning", "Good evening", "Hello there!",
         "Hi there", "Good morning!", "Hey there", "Good day"), GREETING),
    "thanks": (
        ("Thanks", "Thank you", "Thanks!", "Thank you!", "Thank you very much.", "Thanks a lot!",
         "Great, thanks!", "Thanks for your help.", "Nice, thank you."), THANKS),
    "bye": (
        ("Bye", "Goodbye", "Bye!", "See you later.", "Good night", "Goodbye!", "See you!",
         "Good night!"), BYE),
    "how it works": (
        ("How do you work?", "How does this work?", "Explain how you work.",
         "How do you write text?",
         "How do you make an answer?", "What do you do with noise?", "How do you answer?",
         "Tell me how you work.", "How does a diffusion model work?", "How do you write?",
         "Can you explain how you work?", "What happens on the canvas?"), HOW),
    "how it works, long": (
        ("Explain in detail how you work.", "Tell me in detail how you work.",
         "How do you work? Explain in detail.", "Explain block diffusion in detail.",
         "Give me a long explanation of how you work.",
         "Explain at length how you work."), HOW_LONG),
    "diffusion": (
        ("Explain diffusion to a child.", "Explain text diffusion.", "What is diffusion?",
         "What is text diffusion?", "Explain diffusion in simple words.", "Explain diffusion.",
         "Tell me what text diffusion is.", "Can you explain diffusion?"), DIFFUSION),
    "day plan": (
        ("Plan my day.", "Make a plan for my day.", "Give me a plan for the day.",
         "Can you plan my day?", "What should I do today?", "Plan a good day for me.",
         "Write a day plan.", "Help me plan my day."), DAY_PLAN),
    "weekend": (
        ("Give me five ideas for the weekend.", "What should I do at the weekend?",
         "Give me some ideas for the weekend.", "Plan my weekend.", "Any ideas for the weekend?",
         "What can I do this weekend?", "Ideas for the weekend, please."), WEEKEND),
    "recipe": (
        ("Give me a recipe.", "Write a simple recipe.", "What should I cook?",
         "Give me a simple recipe.",
         "How do I make a soup?", "What can I cook today?", "Write a recipe."), RECIPE),
    "letter": (
        ("Write a letter to a friend.", "Write a short letter.", "Write a thank you letter.",
         "Help me write a letter.", "Write a letter.", "Can you write a letter?"), LETTER),
    "long story": (
        ("Tell me a long story.", "Write a long story.", "I want to read a long story.",
         "Can you tell me a long story?", "Please write a long story.", "A long story, please.",
         "Tell a long story."), LONG_STORY),
}  # fmt: skip
