"""What the demo model knows: small tables of facts."""

from __future__ import annotations

# country: (capital, continent)
COUNTRIES: dict[str, tuple[str, str]] = {
    "France": ("Paris", "Europe"),
    "Germany": ("Berlin", "Europe"),
    "Italy": ("Rome", "Europe"),
    "Spain": ("Madrid", "Europe"),
    "Portugal": ("Lisbon", "Europe"),
    "Greece": ("Athens", "Europe"),
    "Austria": ("Vienna", "Europe"),
    "Poland": ("Warsaw", "Europe"),
    "Norway": ("Oslo", "Europe"),
    "Sweden": ("Stockholm", "Europe"),
    "Finland": ("Helsinki", "Europe"),
    "Denmark": ("Copenhagen", "Europe"),
    "Ireland": ("Dublin", "Europe"),
    "England": ("London", "Europe"),
    "Hungary": ("Budapest", "Europe"),
    "Japan": ("Tokyo", "Asia"),
    "China": ("Beijing", "Asia"),
    "India": ("Delhi", "Asia"),
    "Korea": ("Seoul", "Asia"),
    "Thailand": ("Bangkok", "Asia"),
    "Vietnam": ("Hanoi", "Asia"),
    "Egypt": ("Cairo", "Africa"),
    "Kenya": ("Nairobi", "Africa"),
    "Ghana": ("Accra", "Africa"),
    "Morocco": ("Rabat", "Africa"),
    "Peru": ("Lima", "South America"),
    "Chile": ("Santiago", "South America"),
    "Brazil": ("Brasilia", "South America"),
    "Canada": ("Ottawa", "North America"),
    "Mexico": ("Mexico City", "North America"),
    "Cuba": ("Havana", "North America"),
    "Australia": ("Canberra", "Oceania"),
}

COLOURS = {
    "grass": "green", "the sky": "blue", "snow": "white", "a banana": "yellow", "blood": "red",
    "coal": "black", "the sun": "yellow", "a lemon": "yellow", "a tomato": "red", "the sea": "blue",
    "a frog": "green", "milk": "white", "a strawberry": "red", "chocolate": "brown",
    "a leaf": "green",
    "a carrot": "orange", "an orange": "orange", "the night": "black", "a pig": "pink",
    "an elephant": "grey", "wood": "brown", "a crow": "black", "a swan": "white", "a cherry": "red",
}  # fmt: skip

# animal: (sound verb, young, legs)
ANIMALS: dict[str, tuple[str, str, str]] = {
    "dog": ("barks", "puppy", "four"),
    "cat": ("meows", "kitten", "four"),
    "cow": ("moos", "calf", "four"),
    "sheep": ("bleats", "lamb", "four"),
    "horse": ("neighs", "foal", "four"),
    "duck": ("quacks", "duckling", "two"),
    "lion": ("roars", "cub", "four"),
    "frog": ("croaks", "tadpole", "four"),
    "owl": ("hoots", "owlet", "two"),
    "pig": ("oinks", "piglet", "four"),
    "goat": ("bleats", "kid", "four"),
    "bear": ("growls", "cub", "four"),
    "hen": ("clucks", "chick", "two"),
    "wolf": ("howls", "pup", "four"),
}
LEGS = {a: row[2] for a, row in ANIMALS.items()} | {
    "spider": "eight", "ant": "six", "bee": "six", "snake": "no", "fish": "no", "bird": "two",
    "fox": "four", "mouse": "four",
}  # fmt: skip
HOMES = {
    "bee": "hive", "bird": "nest", "dog": "kennel", "lion": "den", "horse": "stable",
    "spider": "web", "fish": "pond", "rabbit": "burrow", "bear": "cave", "pig": "sty",
}  # fmt: skip

OPPOSITES = [
    ("hot", "cold"), ("big", "small"), ("fast", "slow"), ("old", "young"), ("happy", "sad"),
    ("light", "dark"), ("open", "closed"), ("up", "down"), ("left", "right"), ("day", "night"),
    ("good", "bad"), ("early", "late"), ("full", "empty"), ("hard", "soft"), ("high", "low"),
    ("loud", "quiet"), ("near", "far"), ("rich", "poor"), ("strong", "weak"), ("wet", "dry"),
    ("long", "short"), ("first", "last"), ("win", "lose"), ("love", "hate"), ("clean", "dirty"),
    ("thick", "thin"), ("true", "false"), ("buy", "sell"),
]  # fmt: skip

PLURALS = {
    "mouse": "mice", "child": "children", "foot": "feet", "tooth": "teeth", "goose": "geese",
    "man": "men", "woman": "women", "leaf": "leaves", "wolf": "wolves", "knife": "knives",
    "box": "boxes", "city": "cities", "baby": "babies", "cat": "cats", "dog": "dogs",
    "house": "houses", "tree": "trees", "book": "books", "fox": "foxes", "fish": "fish",
    "sheep": "sheep", "berry": "berries", "star": "stars", "bus": "buses",
}  # fmt: skip

PASTS = {
    "go": "went", "eat": "ate", "see": "saw", "run": "ran", "write": "wrote", "take": "took",
    "give": "gave", "come": "came", "sing": "sang", "drink": "drank", "swim": "swam",
    "buy": "bought", "think": "thought", "find": "found", "make": "made", "play": "played",
    "walk": "walked", "jump": "jumped", "sleep": "slept", "speak": "spoke",
}  # fmt: skip

LANGUAGES = ("French", "Spanish", "German")
TRANSLATIONS: dict[str, tuple[str, str, str]] = {
    "hello": ("bonjour", "hola", "hallo"),
    "thank you": ("merci", "gracias", "danke"),
    "yes": ("oui", "si", "ja"),
    "no": ("non", "no", "nein"),
    "water": ("eau", "agua", "Wasser"),
    "bread": ("pain", "pan", "Brot"),
    "milk": ("lait", "leche", "Milch"),
    "house": ("maison", "casa", "Haus"),
    "dog": ("chien", "perro", "Hund"),
    "cat": ("chat", "gato", "Katze"),
    "book": ("livre", "libro", "Buch"),
    "friend": ("ami", "amigo", "Freund"),
    "sun": ("soleil", "sol", "Sonne"),
    "moon": ("lune", "luna", "Mond"),
    "night": ("nuit", "noche", "Nacht"),
    "day": ("jour", "dia", "Tag"),
    "tree": ("arbre", "arbol", "Baum"),
    "fish": ("poisson", "pez", "Fisch"),
    "red": ("rouge", "rojo", "rot"),
    "blue": ("bleu", "azul", "blau"),
    "green": ("vert", "verde", "gruen"),
    "good": ("bon", "bueno", "gut"),
    "apple": ("pomme", "manzana", "Apfel"),
    "love": ("amour", "amor", "Liebe"),
}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
AMOUNTS = {
    ("days", "a week"): "seven",
    ("months", "a year"): "twelve",
    ("hours", "a day"): "twenty-four",
    ("minutes", "an hour"): "sixty",
    ("seconds", "a minute"): "sixty",
    ("seasons", "a year"): "four",
}

DEFINITIONS = {
    "a triangle": "A triangle is a shape with three sides.",
    "a square": "A square is a shape with four equal sides.",
    "a circle": "A circle is a perfectly round shape.",
    "a river": "A river is a long stream of water that flows to the sea.",
    "a mountain": "A mountain is a very high piece of land.",
    "an island": "An island is land with water all around it.",
    "a desert": "A desert is a dry place with very little rain.",
    "a forest": "A forest is a large place full of trees.",
    "a planet": "A planet is a large round body that moves around a star.",
    "a star": "A star is a huge ball of hot gas that gives light.",
    "the moon": "The moon is the round body that moves around the Earth.",
    "rain": "Rain is water that falls from the clouds.",
    "snow": "Snow is frozen water that falls in white flakes.",
    "ice": "Ice is water that is frozen hard.",
    "a library": "A library is a place where people read and borrow books.",
    "a hospital": "A hospital is a place where sick people are cared for.",
    "a school": "A school is a place where children learn.",
    "a computer": "A computer is a machine that follows a program.",
    "a program": "A program is a list of steps for a computer.",
    "a token": "A token is a small piece of text, such as a word.",
    "a canvas": "A canvas is the row of tokens that I fill in together.",
    "a language model": "A language model is a program that has learned to write text.",
    "noise": "Noise is random tokens, like the first canvas I start from.",
    "a neural network": "A neural network is a program that learns from many examples.",
}

# question wordings, answer
GENERAL: list[tuple[tuple[str, ...], str]] = [
    (("Who wrote Hamlet?", "Who is the author of Hamlet?", "Tell me who wrote Hamlet.",
      "Hamlet was written by whom?"), "Shakespeare wrote Hamlet."),
    (("Which planet is the largest?", "What is the largest planet?", "Name the largest planet.",
      "What is the biggest planet?"), "The largest planet is Jupiter."),
    (("Which planet do we live on?", "What planet do we live on?", "On which planet do we live?",
      "What is our planet called?"), "We live on the planet Earth."),
    (("What is the largest animal?", "Which animal is the largest?", "Name the largest animal.",
      "What is the biggest animal?"), "The largest animal is the blue whale."),
    (("What is the fastest land animal?", "Which land animal is the fastest?",
      "Name the fastest land animal.", "Which animal runs the fastest?"),
     "The fastest land animal is the cheetah."),
    (("What is the tallest animal?", "Which animal is the tallest?", "Name the tallest animal.",
      "Which animal has the longest neck?"), "The tallest animal is the giraffe."),
    (("What do bees make?", "What is made by bees?", "Tell me what bees make.",
      "Bees make what?"), "Bees make honey."),
    (("What do cows give us?", "What comes from cows?", "Tell me what cows give us.",
      "What do we get from cows?"), "Cows give us milk."),
    (("At what temperature does water freeze?", "When does water freeze?",
      "Tell me when water freezes.", "How cold must water be to freeze?"),
     "Water freezes at zero degrees."),
    (("At what temperature does water boil?", "When does water boil?",
      "Tell me when water boils.", "How hot must water be to boil?"),
     "Water boils at one hundred degrees."),
    (("How many sides has a triangle?", "How many sides does a triangle have?",
      "Tell me how many sides a triangle has.", "Count the sides of a triangle."),
     "A triangle has three sides."),
    (("How many sides has a square?", "How many sides does a square have?",
      "Tell me how many sides a square has.", "Count the sides of a square."),
     "A square has four sides."),
    (("What is the longest river?", "Which river is the longest?", "Name the longest river.",
      "What is the name of the longest river?"), "The longest river is the Nile."),
    (("What is the highest mountain?", "Which mountain is the highest?",
      "Name the highest mountain.", "What is the name of the highest mountain?"),
     "The highest mountain is Mount Everest."),
    (("What is the biggest ocean?", "Which ocean is the biggest?", "Name the largest ocean.",
      "What is the largest ocean?"), "The largest ocean is the Pacific."),
    (("Where does the sun rise?", "In which direction does the sun rise?",
      "Tell me where the sun rises.", "The sun rises where?"), "The sun rises in the east."),
    (("Where does the sun set?", "In which direction does the sun set?",
      "Tell me where the sun sets.", "The sun sets where?"), "The sun sets in the west."),
]  # fmt: skip
