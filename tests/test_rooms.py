"""The rooms: who may import whom, and what must not be imported before it is needed."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "sentence_transformers": {"index/encoding/encoder.py"},
    "torch": {"index/encoding/encoder.py"},
    "onnxruntime": {"index/encoding/network.py"},
    "onnx": {"index/encoding/graph.py"},
    "faiss": {"index/search/vector_cache.py"},
    "llama_cpp": {"chatbot/models/llama.py"},
    "gguf": {"chatbot/models/merged.py"},
    "huggingface_hub": {"chatbot/models/hub.py"},
    "gradio": {f"chatbot/page/{name}.py" for name in ("__init__", "components", "endpoints", "layout", "mounting", "shelf")},
}
SQL = re.compile(
    r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|(CREATE|ALTER|DROP)\s+TABLE|PRAGMA\s)"
)
ALLOWED = {"prompts": {"prompts"}, "index": {"index"}, "chatbot": {"chatbot", "index", "prompts"}}
ORDER = [  # a room imports what stands before it
    *(
        f"index.{room}"
        for room in ("filenames", "errors", "types", "fitted", "language", "encoding", "store", "search", "formats")
    ),
    *(f"index.{room}" for room in ("intake", "health", "library")),
    *(
        f"chatbot.{room}"
        for room in ("errors", "types", "protocols", "models", "answering", "bot", "testing", "page_links", "json_output")
    ),
    *(f"chatbot.{room}" for room in ("evaluation", "api", "page", "terminal", "__main__")),
]
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40  # lines


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_run_downwards_between_rooms(room):
    own = {"prompts", "index", "chatbot", "training", "tests"}
    reached = {name.partition(".")[0] for path in modules(room) for name in imports(path)}

    assert reached & own <= ALLOWED[room]


def test_imports_run_downwards_within_a_room():
    def room(name: str) -> str:
        return ".".join(name.split(".")[:2])

    upwards = {
        (room(module(path)), room(name))
        for path in [path for top in ("index", "chatbot") for path in modules(top)]
        for name in imports(path)
        if room(name) in ORDER and "." in module(path) and ORDER.index(room(name)) > ORDER.index(room(module(path)))
    }

    assert upwards == set()


def test_no_module_and_no_function_is_long():
    long = set()
    for path in [path for room in ALLOWED for path in modules(room)]:
        text = path.read_text(encoding="utf-8")
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        long |= {f"{module(path)}.{f.name}" for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION}
        long |= {module(path)} if text.count("\n") > LONGEST_MODULE else set()

    assert long == set()


def test_no_module_imports_itself_round_a_circle():
    graph = {}
    for path in [path for room in ALLOWED for path in modules(room)]:
        graph[module(path)] = imports(path)

    def reaches(start: str, at: str, seen: set[str]) -> bool:
        for following in graph.get(at, set()) & graph.keys():
            if following == start or (following not in seen and reaches(start, following, seen | {following})):
                return True
            seen.add(following)
        return False

    assert [name for name in graph if "." in name and reaches(name, name, set())] == []


@pytest.mark.parametrize("library", HEAVY)
def test_each_heavy_library_is_imported_in_one_place(library):
    users = {
        str(path.relative_to(ROOT))
        for room in ALLOWED
        for path in modules(room)
        if any(name.partition(".")[0] == library for name in imports(path))
    }

    assert users == HEAVY[library]


def test_sql_and_sqlite_stand_in_the_store_alone():
    def holds_sql(path: Path) -> bool:
        said = (node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant))
        return any(isinstance(text, str) and SQL.search(text) for text in said)

    paths = [path for room in ALLOWED for path in modules(room)]
    holders = {path.parent for path in paths if holds_sql(path) or "sqlite3" in imports(path)}

    assert holders == {ROOT / "index" / "store"}


def test_what_a_store_must_offer_is_what_the_store_offers(library):
    import index.store

    promised = re.findall(r"^- ``Store\.(\w+)``", index.store.__doc__ or "", re.MULTILINE)

    assert promised == [name for name in vars(library.store) if hasattr(vars(library.store)[name], "_database")]


def test_help_imports_nothing_heavy():
    heavy = ", ".join(map(repr, HEAVY))
    script = (
        "import sys, contextlib, io\n"
        "from chatbot.terminal.command_line import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main(['--help'])\n"
        f"print(*sorted({{{heavy}, 'tokenizers', 'numpy', 'sqlite3'}} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize("package", ["chatbot", "prompts", "index.language"])
def test_what_a_package_promises_is_what_it_gives(package):
    found = import_module(package)
    own = set()
    for node in ast.walk(ast.parse(Path(found.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] in ALLOWED:
            own |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            own.add(node.name)

    assert found.__all__ == sorted(name for name in own if not name.startswith("_"))
    assert [name for name in found.__all__ if not hasattr(found, name)] == []


@pytest.mark.parametrize("package", ["chatbot", "index", "prompts"])
def test_type_checkers_are_told_that_a_package_is_typed(package):
    assert (ROOT / package / "py.typed").exists()


def test_the_map_names_what_is_there():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`([\w./]+\.(?:py|toml|md))`", page) if "/" in name and "CODE" not in name}
    rooms = {path.name for top in ("chatbot", "index") for path in (ROOT / top).iterdir() if (path / "__init__.py").exists()}

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert [room for room in sorted(rooms) if f"{room}/" not in page] == []
