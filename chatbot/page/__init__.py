"""The web page in parts: what is said, what is shown, what a conversation is, and the library's shelf.

Only ``layout``, ``components`` and ``mounting`` know gradio; every other part turns values into values, and can be tested
without a browser.
"""
