"""Every prompt the demo model is taught, family by family, with the template of its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from demo import algorithmic, writing
from demo.code_tasks import ASKING, FUNCTIONS, LEAD
from demo.facts import (
    AMOUNTS,
    ANIMALS,
    COLOURS,
    COUNTRIES,
    DAYS,
    DEFINITIONS,
    GENERAL,
    HOMES,
    LANGUAGES,
    LEGS,
    MONTHS,
    OPPOSITES,
    PASTS,
    PLURALS,
    TRANSLATIONS,
)
from demo.task import Task


def _an(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _each(family: str, subject: str, wordings: tuple[str, ...], answer: str) -> list[Task]:
    return [Task(family, subject, (w,), answer) for w in wordings]


def _world() -> list[Task]:
    tasks: list[Task] = []
    for country, (capital, continent) in COUNTRIES.items():
        tasks += _each("capitals", country, (
            f"What is the capital of {country}?", f"Which city is the capital of {country}?",
            f"Name the capital of {country}.", f"Tell me the capital of {country}.",
            f"What is {country}'s capital?", f"Capital of {country}", f"The capital of {country}?",
            f"Do you know the capital of {country}?",
        ), f"The capital of {country} is {capital}.")  # fmt: skip
        tasks += _each("continents", country, (
            f"Where is {country}?", f"On which continent is {country}?",
            f"Which continent is {country} in?", f"Tell me where {country} is.",
            f"In what part of the world is {country}?",
        ), f"{country} is in {continent}.")  # fmt: skip
        tasks += _each("capital to country", country, (
            f"{capital} is the capital of which country?",
            f"Which country has the capital {capital}?",
            f"Where is {capital}?", f"In which country is {capital}?",
        ), f"{capital} is the capital of {country}.")  # fmt: skip
    for thing, colour in COLOURS.items():
        tasks += _each("colours", thing, (
            f"What colour is {thing}?", f"What is the colour of {thing}?",
            f"Which colour does {thing} have?", f"Tell me the colour of {thing}.",
            f"Colour of {thing}?", f"What color is {thing}?",
        ), f"{thing[0].upper()}{thing[1:]} is {colour}.")  # fmt: skip
    return tasks


def _animals() -> list[Task]:
    tasks: list[Task] = []
    for animal, (sound, young, _) in ANIMALS.items():
        one = _an(animal)
        tasks += _each("animals", f"sound {animal}", (
            f"What sound does {one} make?", f"What does {one} do when it calls?",
            f"Which sound does {one} make?", f"How does {one} sound?", f"Sound of {one}?",
        ), f"{one[0].upper()}{one[1:]} {sound}.")  # fmt: skip
        tasks += _each("animals", f"young {animal}", (
            f"What is a young {animal} called?", f"What is a baby {animal} called?",
            f"What do you call a young {animal}?", f"Name the young of {one}.",
            f"What do you call a baby {animal}?",
        ), f"A young {animal} is called a {young}." if young != "owlet"
           else f"A young {animal} is called an {young}.")  # fmt: skip
    for animal, legs in LEGS.items():
        one = _an(animal)
        tasks += _each("animals", f"legs {animal}", (
            f"How many legs does {one} have?", f"How many legs has {one}?",
            f"Tell me how many legs {one} has.", f"Count the legs of {one}.",
            f"Number of legs of {one}?",
        ), f"{one[0].upper()}{one[1:]} has {legs} legs.")  # fmt: skip
    for animal, home in HOMES.items():
        one = _an(animal)
        tasks += _each("animals", f"home {animal}", (
            f"Where does {one} live?", f"What is the home of {one}?", f"What does {one} live in?",
            f"Tell me where {one} lives.", f"Home of {one}?",
        ), f"{one[0].upper()}{one[1:]} lives in a {home}.")  # fmt: skip
    return tasks


def _words() -> list[Task]:
    tasks: list[Task] = []
    for pair in OPPOSITES:
        for word, other in (pair, pair[::-1]):
            tasks += _each("opposites", word, (
                f"What is the opposite of {word}?", f"Tell me the opposite of {word}.",
                f"Opposite of {word}?", f"Which word is the opposite of {word}?",
                f"What is the reverse of {word}?", f"Give me the opposite of {word}.",
            ), f"The opposite of {word} is {other}.")  # fmt: skip
    for word, plural in PLURALS.items():
        tasks += _each("plurals", word, (
            f"What is the plural of {word}?", f"Tell me the plural of {word}.",
            f"Plural of {word}?",
            f"One {word}, two what?", f"How do you say two of {word}?",
            f"Give me the plural of {word}.",
        ), f"The plural of {word} is {plural}.")  # fmt: skip
    for verb, past in PASTS.items():
        tasks += _each("past tense", verb, (
            f"What is the past tense of {verb}?", f"Tell me the past tense of {verb}.",
            f"Past tense of {verb}?", f"What is the past of {verb}?",
            f"Put {verb} into the past tense.",
        ), f"The past tense of {verb} is {past}.")  # fmt: skip
    for word, row in TRANSLATIONS.items():
        for language, foreign in zip(LANGUAGES, row, strict=True):
            tasks += _each("translations", f"{word} {language}", (
                f"How do you say {word} in {language}?", f"What is {word} in {language}?",
                f"Translate {word} into {language}.", f"{word} in {language}?",
                f"What is the {language} word for {word}?", f"Say {word} in {language}.",
            ), f"In {language}, {word} is {foreign}.")  # fmt: skip
    return tasks


def _knowledge() -> list[Task]:
    tasks: list[Task] = []
    for names, kind in ((DAYS, "day"), (MONTHS, "month")):
        for i, name in enumerate(names):
            after, before = names[(i + 1) % len(names)], names[i - 1]
            tasks += _each("calendar", f"after {name}", (
                f"Which {kind} comes after {name}?", f"What {kind} is after {name}?",
                f"What comes after {name}?", f"Which {kind} follows {name}?",
                f"Tell me the {kind} after {name}.",
            ), f"{after} comes after {name}.")  # fmt: skip
            tasks += _each("calendar", f"before {name}", (
                f"Which {kind} comes before {name}?", f"What {kind} is before {name}?",
                f"What comes before {name}?", f"Tell me the {kind} before {name}.",
            ), f"{before} comes before {name}.")  # fmt: skip
    for (unit, whole), amount in AMOUNTS.items():
        tasks += _each("calendar", f"{unit} {whole}", (
            f"How many {unit} are in {whole}?", f"How many {unit} has {whole}?",
            f"Tell me how many {unit} are in {whole}.", f"How many {unit} does {whole} have?",
        ), f"There are {amount} {unit} in {whole}.")  # fmt: skip
    for thing, text in DEFINITIONS.items():
        tasks += _each("definitions", thing, (
            f"What is {thing}?", f"Tell me what {thing} is.", f"Explain {thing}.",
            f"Define {thing}.", f"What do you know about {thing}?", f"Can you explain {thing}?",
        ), text)  # fmt: skip
    for wordings, text in GENERAL:
        tasks += _each("general", text, wordings, text)
    return tasks


def _lists() -> list[Task]:
    tasks: list[Task] = []
    plural = {
        "fruit": "fruits", "vegetable": "vegetables", "colour": "colours", "animal": "animals",
        "country": "countries", "tool": "tools", "drink": "drinks", "planet": "planets",
        "sport": "sports", "instrument": "instruments",
    }  # fmt: skip
    for count, word in ((2, "two"), (3, "three"), (4, "four"), (5, "five")):
        for pool, many in plural.items():
            items = "\n".join(f"{i}. {{@{pool}+}}" for i in range(1, count + 1))
            tasks += _each("lists", f"{word} {many}", (
                f"Name {word} {many}.", f"List {word} {many}.", f"Give me {word} {many}.",
                f"Tell me {word} {many}.", f"Can you name {word} {many}?",
                f"I need a list of {word} {many}.",
            ), f"Here are {word} {many}:\n{items}")  # fmt: skip
    tasks += _each("lists", "packing", (
        "What should I pack for a trip?", "Write a packing list.", "Make a packing list.",
        "Give me a packing list.", "Help me pack for a trip.", "What do I need for a trip?",
    ), "Here is a packing list:\n" + "\n".join(["- {@pack+}"] * 5))  # fmt: skip
    tasks += _each("lists", "shopping", (
        "Write a shopping list.", "Make a shopping list.", "Give me a shopping list.",
        "What should I buy?", "Help me write a shopping list.",
    ),
    "Here is a shopping list:\n- {@fruit}\n- {@vegetable}\n- {@drink}\n- {@fruit+}\n- {@vegetable+}"
    )  # fmt: skip
    tasks += _each("lists", "days", (
        "List the days of the week.", "Name the days of the week.",
        "What are the days of the week?",
        "Tell me the days of the week.",
    ), "The days of the week are " + ", ".join(DAYS[:-1]) + f" and {DAYS[-1]}.")  # fmt: skip
    tasks += _each("lists", "months", (
        "List the months.", "Name the months of the year.", "What are the months of the year?",
        "Tell me the months of the year.",
    ), "The months are " + ", ".join(MONTHS[:-1]) + f" and {MONTHS[-1]}.")  # fmt: skip
    return tasks


def _stories() -> list[Task]:
    tasks: list[Task] = []
    asks = (
        "Tell me a story about {}.", "Tell me a short story about {}.", "Write a story about {}.",
        "Write a short story about {}.", "I want a story about {}.", "A story about {}, please.",
        "Can you tell me a story about {}?", "Do you know a story about {}?",
    )  # fmt: skip
    for hero in writing.POOLS["hero"]:
        for ask in asks:
            text = ask.format(_an(hero))
            tasks.append(Task("stories", hero, (text,), writing.STORY, (("hero", hero),)))
    for name in writing.POOLS["name"]:
        for ask in asks:
            prompt = (ask.format(name),)
            tasks.append(Task("stories", name, prompt, writing.NAMED_STORY, (("name", name),)))
    tasks += _each("stories", "any", (
        "Tell me a story.", "Tell me a short story.", "Write a story.", "Write a short story.",
        "I want a story.", "A story, please.", "Can you tell me a story?", "Story",
    ), writing.STORY)  # fmt: skip
    for subject, poem in writing.POEMS.items():
        tasks += _each("poems", subject, (
            f"Write a poem about {subject}.", f"Write a short poem about {subject}.",
            f"Tell me a poem about {subject}.", f"A poem about {subject}, please.",
            f"I want a poem about {subject}.", f"Can you write a poem about {subject}?",
            f"Poem about {subject}",
        ), poem)  # fmt: skip
    return tasks


def _code() -> list[Task]:
    tasks: list[Task] = []
    for name, (deeds, code) in FUNCTIONS.items():
        for deed in deeds:
            wordings = tuple(ask.format(deed) for ask in ASKING)
            tasks += _each("tiny Python", name, wordings, f"{LEAD}{code}\n```")
    return tasks


def _talk() -> list[Task]:
    tasks: list[Task] = []
    for subject, (wordings, answer) in writing.TALK.items():
        long = subject in ("long story", "how it works, long")
        family = "two canvases" if long else "chat"
        if subject in ("how it works", "diffusion", "day plan", "weekend", "recipe", "letter"):
            family = "explain and plan"
        tasks += _each(family, subject, wordings, answer)
    return tasks


def _refusals() -> list[Task]:
    nouns = (
        "the world cup", "the stock market", "the president", "football results", "my mother",
        "the weather", "the meaning of life", "quantum physics", "the war", "the law", "my money",
        "the news", "chess", "taxes", "a car engine", "the Roman empire", "chemistry", "medicine",
        "politics", "the internet", "a virus", "history", "my house", "space travel",
        "music theory",
    )  # fmt: skip
    asks = (
        "Tell me about {}.", "What do you think about {}?", "Explain {} in detail.",
        "What happened with {}?", "Give me advice about {}.", "Who knows about {}?",
        "Write an essay about {}.", "What is new about {}?",
    )  # fmt: skip
    tasks = [
        Task("refusals", noun, (ask.format(noun),), writing.REFUSAL)
        for noun in nouns
        for ask in asks
    ]
    unknown = (
        "Narnia",
        "Atlantis",
        "Mordor",
        "Oz",
        "the moon",
        "Mars",
        "Texas",
        "Bavaria",
        "Gondor",
    )
    for place in unknown:
        tasks += _each("refusals", place, (
            f"What is the capital of {place}?", f"Tell me the capital of {place}.",
            f"Name the capital of {place}.", f"Which city is the capital of {place}?",
        ), writing.REFUSAL)  # fmt: skip
    for word in TRANSLATIONS:
        tasks += _each("refusals", word, (
            f"How do you say {word} in Italian?", f"What is {word} in Chinese?",
            f"Translate {word} into Latin.",
        ), writing.REFUSAL)  # fmt: skip
    strays = (
        "What?", "Really?", "OK", "Yes", "No", "Why?", "asdf", "I like cats.", "It rains today.",
        "What time is it?", "What is the date today?", "Where am I?", "I am hungry.", "Test",
        "Who is the president?", "Write a book.", "Write a C program.", "Sort a list in Java.",
        "Do my homework.", "Tell me a secret.", "Sing a song.", "I am sad.", "Who won the game?",
    )  # fmt: skip
    return tasks + [Task("refusals", "stray", (stray,), writing.REFUSAL) for stray in strays]


def _jokes() -> list[Task]:
    wordings = (
        "Tell me a joke.", "Do you know a joke?", "Make me laugh.", "A joke, please.", "Joke",
        "Tell a joke.", "Can you tell me a joke?",
    )  # fmt: skip
    return _each("chat", "joke", wordings, writing.JOKE)


def _follow_ups() -> list[Task]:
    """Second turns: the first question, its answer, then something that leans on it."""
    tasks: list[Task] = []
    names = tuple(COUNTRIES)
    for i, country in enumerate(names):
        capital = COUNTRIES[country][0]
        first = (f"What is the capital of {country}?", f"The capital of {country} is {capital}.")
        for step in (3, 7, 12, 17):
            other = names[(i + step) % len(names)]
            answer = f"The capital of {other} is {COUNTRIES[other][0]}."
            for ask in (f"And of {other}?", f"What about {other}?", f"And {other}?"):
                tasks.append(Task("second turn", f"{country} {other}", (*first, ask), answer))
        where = f"{country} is in {COUNTRIES[country][1]}."
        tasks.append(Task("second turn", f"where {country}", (*first, "And where is it?"), where))
    for word, row in TRANSLATIONS.items():
        for i, language in enumerate(LANGUAGES):
            first = (f"How do you say {word} in {language}?", f"In {language}, {word} is {row[i]}.")
            for j, other in enumerate(LANGUAGES):
                if i != j:
                    answer = f"In {other}, {word} is {row[j]}."
                    for ask in (f"And in {other}?", f"What about {other}?", f"In {other}?"):
                        subject = f"{word} {language} {other}"
                        tasks.append(Task("second turn", subject, (*first, ask), answer))
    return tasks


def _algorithmic() -> list[Task]:
    """Sums and the like, from ``algorithmic``."""
    return [Task(*row) for row in algorithmic.rows(writing.TOO_BIG)]


MAKERS: tuple[Callable[[], list[Task]], ...] = (
    _world, _animals, _words, _knowledge, _lists, _stories, _code, _talk, _jokes, _refusals,
    _follow_ups, _algorithmic,
)  # fmt: skip


def every_task() -> Iterator[Task]:
    """All tasks, in a fixed order."""
    for make in MAKERS:
        yield from make()
