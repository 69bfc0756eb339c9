"""What a browser calls itself, in a few words that its owner recognises."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def words(user_agent: str) -> str:
    """“Chrome on Windows”; “a device we don’t recognise” where the header says nothing we know."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), None)
    machine = next((name for mark, name in MACHINES if mark in user_agent), None)
    if browser and machine:
        return f"{browser} on {machine}"
    return browser or machine or "a device we don’t recognise"
