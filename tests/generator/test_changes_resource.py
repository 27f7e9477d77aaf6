"""A new resource costs the spec, one line of the sandbox, and a short module that the generator prints."""

import json
from pathlib import Path

import pytest

from generator.build import SPEC
from tests.generator.project_copy import copy_of_the_project, edited_by_hand, insert, run

MANAGER = "konigle/_async/managers/notes.py"
COLLECTIONS = "konigle/sandbox/resources/collections.py"
TAG = "  - name: notes\n    description: What somebody wrote down about the site.\n"
RESPONSES = """
        4XX: {$ref: '#/components/responses/ClientError'}
        5XX: {$ref: '#/components/responses/ServerError'}
"""
ONE = "{description: The note as it is now., content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}"
PATHS = f"""
  /reachout/api/v1/notes:
    get:
      tags: [notes]
      operationId: listNotes
      summary: List notes
      description: Reads one page of notes.
      x-replay: safe
      parameters:
        - $ref: '#/components/parameters/Page'
        - $ref: '#/components/parameters/PageSize'
        - {{name: q, in: query, schema: {{type: string, title: Search Query}}, description: Text to look for.}}
      responses:
        '200':
          description: A page of notes.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/NotePage'}}}}}}{RESPONSES}
    post:
      tags: [notes]
      operationId: createNote
      summary: Create a note
      description: Keeps a note.
      x-replay: once
      x-recovery: {{operation: listNotes, query: {{q: text}}}}
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/NoteCreate'}}, example: {{text: Hello}}}}}}
      responses:
        '201': {ONE}{RESPONSES}
  /reachout/api/v1/notes/{{note_id}}:
    parameters:
      - {{name: note_id, in: path, required: true, description: Identifier of the note., schema: {{type: string}}}}
    get:
      tags: [notes]
      operationId: getNote
      summary: Get one note
      description: Reads one note.
      x-replay: safe
      responses:
        '200': {ONE}{RESPONSES}
    patch:
      tags: [notes]
      operationId: updateNote
      summary: Change one note
      description: Changes the fields that are sent and no others.
      x-replay: settled
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/NoteUpdate'}}, example: {{text: Bye}}}}}}
      responses:
        '200': {ONE}{RESPONSES}
    delete:
      tags: [notes]
      operationId: deleteNote
      summary: Delete one note
      description: Removes the note.
      x-replay: settled
      responses:
        '204': {{$ref: '#/components/responses/Deleted'}}{RESPONSES}
"""
SCHEMAS = """
    NoteFields:
      type: object
      description: What can be said about a note.
      properties:
        text: {title: Text, type: string, maxLength: 100, description: What it says.}
    BaseNote:
      type: object
      description: What a note and a new one share.
      allOf: [{$ref: '#/components/schemas/NoteFields'}, {type: object}]
      required: [text]
    Note:
      type: object
      description: A note.
      allOf: [{$ref: '#/components/schemas/BaseNote'}, {$ref: '#/components/schemas/TimestampedResource'}]
    NoteCreate:
      type: object
      description: A new note.
      allOf: [{$ref: '#/components/schemas/BaseNote'}, {type: object}]
      unevaluatedProperties: false
    NoteUpdate:
      type: object
      description: Changes to a note.
      allOf: [{$ref: '#/components/schemas/NoteFields'}, {type: object}]
      minProperties: 1
      unevaluatedProperties: false
    NotePage:
      type: object
      description: One page of notes.
      allOf: [{$ref: '#/components/schemas/Page'}, {type: object}]
      properties:
        payload: {title: Payload, type: array, items: {$ref: '#/components/schemas/Note'}, description: The notes.}
        results: {title: Results, type: array, items: {$ref: '#/components/schemas/Note'}, description: The same.}
"""
COLLECTION = 'Collection("notes", "Note", "nte", "note", search=("text",)), '
CALLS = """
import asyncio, json
from konigle.filters.comm import NoteFilters
from konigle.managers.comm import AsyncNoteManager, BaseNoteManager, NoteManager
from konigle.models.comm import Note, NoteCreate, NoteUpdate
from konigle.sandbox import Sandbox

async def asynchronous(sandbox):
    async with sandbox.async_client() as client:
        made = await client.notes.create(NoteCreate(text="later"))
        await client.notes.update(made.id, NoteUpdate(text="soon"))
        texts = [note.text async for note in client.notes.iter_all(q="soon")]
        return [type(client.notes).__name__, texts, await client.notes.delete(made.id)]

with Sandbox(check_answers=True) as sandbox, sandbox.client() as client:
    made = client.notes.create({"text": "now"})
    made.text = "then"
    made.save()
    found = client.notes.list(filters=NoteFilters(q="then")).payload
    print(json.dumps({
        "sync": [type(client.notes).__name__, [note.text for note in found], client.notes.get(made.id).text],
        "async": asyncio.run(asynchronous(sandbox)),
        "shared": [kind.base_path for kind in (BaseNoteManager, NoteManager, AsyncNoteManager)],
    }))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose spec has one more resource."""
    root = copy_of_the_project(tmp_path_factory.mktemp("resource"))
    insert(root / SPEC, "tags:\n", TAG)
    insert(root / SPEC, "paths:\n", PATHS)
    insert(root / SPEC, "  schemas:\n", SCHEMAS)
    return root


@pytest.fixture(scope="module")
def stopped(copy: Path) -> str:
    """What the generator says when only the spec was edited."""
    done = run(copy, "-m", "generator")
    assert done.returncode == 1
    return done.stderr


@pytest.fixture(scope="module")
def refused(copy: Path, stopped: str) -> str:
    """What the sandbox says when the module that was printed is there and everything is generated."""
    _, _, module = stopped.removesuffix("\nNothing was written.\n").partition("Start from:\n\n")
    (copy / MANAGER).write_text(module, encoding="utf-8")
    made = run(copy, "-m", "generator")
    assert made.returncode == 0, made.stderr
    return run(copy, "-c", "from konigle.sandbox import Sandbox; Sandbox().start()").stderr


@pytest.fixture(scope="module")
def written(copy: Path, refused: str) -> Path:
    """The copy with the line of the sandbox."""
    insert(copy / COLLECTIONS, "for collection in (", COLLECTION)
    return copy


def test_the_generator_stops_and_prints_the_module(stopped: str) -> None:
    assert stopped.startswith(f"{MANAGER}: AsyncNoteManager is missing. Start from:\n")
    assert "class AsyncNoteManager(NoteMethods):" in stopped


def test_it_has_at_most_forty_lines(written: Path) -> None:
    assert len((written / MANAGER).read_text(encoding="utf-8").splitlines()) <= 40


def test_the_sandbox_names_what_it_lacks(refused: str) -> None:
    assert "no handler for createNote, deleteNote, getNote, listNotes, updateNote" in refused


def test_both_clients_have_it_over_http_with_models_filters_and_public_names(written: Path) -> None:
    done = run(written, "-W", "error", "-c", CALLS)
    assert done.returncode == 0, done.stderr
    path = "/reachout/api/v1/notes"
    assert json.loads(done.stdout) == {
        "sync": ["NoteManager", ["then"], "then"],
        "async": ["AsyncNoteManager", ["soon"], True],
        "shared": [path, path, path],
    }


def test_three_files_are_edited_by_hand(written: Path) -> None:
    assert edited_by_hand(written) == {SPEC, MANAGER, COLLECTIONS}
