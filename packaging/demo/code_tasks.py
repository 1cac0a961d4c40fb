"""Tiny Python functions: what they do in words, and the code."""

from __future__ import annotations

# (wordings of what it does), code
FUNCTIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "add": (("adds two numbers", "returns the sum of two numbers"),
            "def add(a, b):\n    return a + b"),
    "subtract": (("subtracts two numbers", "returns the difference of two numbers"),
                 "def subtract(a, b):\n    return a - b"),
    "multiply": (("multiplies two numbers", "returns the product of two numbers"),
                 "def multiply(a, b):\n    return a * b"),
    "divide": (("divides two numbers", "returns one number divided by another"),
               "def divide(a, b):\n    return a / b"),
    "square": (("squares a number", "returns the square of a number"),
               "def square(x):\n    return x * x"),
    "double": (("doubles a number", "returns twice a number"),
               "def double(x):\n    return 2 * x"),
    "is_even": (("tests whether a number is even", "checks if a number is even"),
                "def is_even(n):\n    return n % 2 == 0"),
    "is_odd": (("tests whether a number is odd", "checks if a number is odd"),
               "def is_odd(n):\n    return n % 2 == 1"),
    "maximum": (("returns the larger of two numbers", "finds the maximum of two numbers"),
                "def maximum(a, b):\n    return a if a > b else b"),
    "minimum": (("returns the smaller of two numbers", "finds the minimum of two numbers"),
                "def minimum(a, b):\n    return a if a < b else b"),
    "greet": (("greets a person", "says hello to a person"),
              "def greet(name):\n    return \"Hello, \" + name"),
    "total": (("sums a list", "adds all numbers in a list"),
              "def total(numbers):\n    result = 0\n    for n in numbers:\n        result += n\n "
              "   return result"),
    "count_down": (("counts down to zero", "prints a countdown"),
                   "def count_down(n):\n    while n > 0:\n        print(n)\n        n -= 1"),
    "factorial": (("computes the factorial", "returns the factorial of a number"),
                  "def factorial(n):\n    return 1 if n < 2 else n * factorial(n - 1)"),
    "reverse": (("reverses a text", "turns a text around"),
                "def reverse(text):\n    return text[::-1]"),
    "length": (("returns the length of a list", "counts the items in a list"),
               "def length(items):\n    return len(items)"),
    "first": (("returns the first item of a list", "gets the first element of a list"),
              "def first(items):\n    return items[0]"),
    "is_empty": (("tests whether a list is empty", "checks if a list is empty"),
                 "def is_empty(items):\n    return len(items) == 0"),
}  # fmt: skip
ASKING = (
    "Write a Python function that {}.", "Write a function that {}.", "Python function that {}",
    "Give me a Python function that {}.", "Show me a Python function that {}.",
    "Can you write a Python function that {}?", "I need a function that {}.",
    "Please write Python code that {}.",
)  # fmt: skip
LEAD = "{Here|This} is a {tiny|short|small|simple} Python function:\n\n```python\n"
