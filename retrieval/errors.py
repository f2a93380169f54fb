"""Everything that can go wrong on purpose.

    YinjuError
    +-- FolderError           the folder of documents is of no use
    |   +-- FolderMissing
    |   +-- FolderIsFile
    |   +-- FolderEmpty
    |   +-- FolderUnreadable
    +-- CatalogError          a catalog.toml that cannot be followed
    |   +-- CatalogBroken
    |   +-- CatalogFileUnknown
    |   +-- CatalogDocumentUnknown
    |   +-- CatalogLineUnknown
    |   +-- CatalogFolderUnknown
    +-- AddingError           a file that cannot be brought into the folder
    |   +-- AddingFailed
    |   +-- AddingKindUnknown
    |   +-- AddingNeedsExtra
    +-- PlaceError            an address that leads nowhere in this folder
    |   +-- FileAmbiguous
    |   +-- FileUnknown
    |   +-- LineUnknown
    |   +-- SourceUnknown
    |   +-- ReceiptMalformed
    |   +-- ReceiptUnknown
    +-- QuestionError         a question that cannot be searched
    |   +-- QuestionEmpty
    |   +-- QuestionTooLong
    |   +-- QuestionNumberUnknown
    +-- ClaimError            a claim or passage that cannot be looked up
    |   +-- ClaimEmpty
    |   +-- ClaimTooLong
    |   +-- LogUnusable
    +-- IndexingError         the index of INDEX_URI cannot be used
    |   +-- IndexNeedsExtra
    |   +-- IndexNeedsXapian
    |   +-- IndexUnreachable
    |   +-- IndexAway
    +-- QuestionSetError      a file of questions that cannot be used
        +-- QuestionSetMissing
        +-- QuestionSetBroken

`str(error)` is an English sentence for the person at the keyboard: what happened, with which value, and what to do.
A program that speaks other languages renders the class and its `values` by a table of its own. Finding nothing is a
value, `Answer.status == "not_found"`, and no error.
"""

from typing import ClassVar


class YinjuError(Exception):
    """The root. `sentence` is the English template, `values` what is filled in."""

    sentence: ClassVar[str] = "Something went wrong."

    def __init__(self, **values: str | int) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))


class FolderError(YinjuError):
    """The folder of documents is of no use."""


class FolderMissing(FolderError):
    """There is no such folder."""

    sentence = "There is no folder {folder}; name an existing one with --seeds or SEEDS_DIR."


class FolderIsFile(FolderError):
    """File in the place of the folder."""

    sentence = "{folder} is a file, not a folder; name the folder that it lies in with --seeds or SEEDS_DIR."


class FolderEmpty(FolderError):
    """The folder holds no file of a kind that is read."""

    sentence = "The folder {folder} holds no {kinds} file; put the documents there, or name another folder."


class FolderUnreadable(FolderError):
    """The folder holds files, but not one of them could be read."""

    sentence = "None of the {count} files in {folder} could be read. The first, {file}, is {reason}."


class CatalogError(YinjuError):
    """A catalog.toml cannot be followed."""


class CatalogBroken(CatalogError):
    """It is no TOML, or holds something that a catalog does not have."""

    sentence = "{catalog} cannot be used: {reason}."


class CatalogFileUnknown(CatalogError):
    """An entry names a file that is not there or was not read."""

    sentence = (
        "{catalog} names the file {file}, which was not read from this folder; correct its name or remove the entry."
    )


class CatalogDocumentUnknown(CatalogError):
    """An entry names an article that its file does not have."""

    sentence = "{catalog} names document {number} of {file}, which has {count}; count from 1."


class CatalogLineUnknown(CatalogError):
    """A note names lines that its file does not have."""

    sentence = "{catalog} has a note on line {line} of {file}, which has {lines} lines; count from 1."


class CatalogFolderUnknown(CatalogError):
    """A collection is a sub-folder that is not there."""

    sentence = "{catalog} names the folder {folder} as a collection, but there is no such folder; correct its name."


class AddingError(YinjuError):
    """A file cannot be brought into the folder."""


class AddingFailed(AddingError):
    """The file cannot be converted."""

    sentence = "{file} was not added: {reason}."


class AddingKindUnknown(AddingError):
    """There is no converter for this kind of file."""

    sentence = (
        "{file} was not added: only {kinds} are converted. Text and Markdown can be put into the folder as they are."
    )


class AddingNeedsExtra(AddingError):
    """The converters are not installed."""

    sentence = "{file} was not added: the converters are not installed; pip install 'yinju[documents]' brings them."


class PlaceError(YinjuError):
    """An address leads nowhere in this folder."""


class FileUnknown(PlaceError):
    """No such file was read."""

    sentence = "No file {file} was read from the folder; `yinju sources` lists what was."


class FileAmbiguous(PlaceError):
    """Several files begin like that."""

    sentence = "{count} files begin with “{file}”, such as {first}; write more of the name."


class LineUnknown(PlaceError):
    """The file is shorter than that."""

    sentence = "{file} has {lines} lines, so there is no line {line}; ask for one from 1 to {lines}."


class SourceUnknown(PlaceError):
    """No document has that number."""

    sentence = "There is no source {number}; the sources are numbered from 1 to {count}."


class ReceiptMalformed(PlaceError):
    """These characters are no receipt at all."""

    sentence = "“{receipt}” is not a receipt; copy the whole of it from a citation."


class ReceiptUnknown(PlaceError):
    """A well-formed receipt of a file that is not in this folder."""

    sentence = "The receipt {receipt} belongs to a file that is not in this folder."


class QuestionError(YinjuError):
    """A question cannot be searched."""


class QuestionEmpty(QuestionError):
    """There is no letter, digit or character in the question."""

    sentence = "There is nothing to search for in the question; ask in words."


class QuestionTooLong(QuestionError):
    """The question is longer than what is searched."""

    sentence = "The question has {length} characters, and at most {limit} are searched; ask more briefly."


class QuestionNumberUnknown(QuestionError):
    """The question names a document by a number that none has."""

    sentence = "There is no document {number}; the documents are numbered from 1 to {count}."


class ClaimError(YinjuError):
    """A claim, or a passage to locate, cannot be looked up."""


class ClaimEmpty(ClaimError):
    """There is no letter, digit or character in it."""

    sentence = "There is nothing to look up in it; write a word or a sentence."


class ClaimTooLong(ClaimError):
    """It is longer than what is checked."""

    sentence = "It has {length} characters, {limit} at most; shorten or split it."


class LogUnusable(ClaimError):
    """A file whose receipts are to be verified cannot be read, or holds none."""

    sentence = "There is no receipt in {file}; name a file of answers as `yinju ask --json` prints them."


class IndexingError(YinjuError):
    """The index of INDEX_URI cannot be used."""


class IndexNeedsExtra(IndexingError):
    """The client library of a remote index is not installed."""

    sentence = "The index at {uri} needs Milvus's library; pip install 'yinju[milvus]' brings it."


class IndexNeedsXapian(IndexingError):
    """The Python module of Xapian is not installed."""

    sentence = "The index at {uri} needs Xapian's library; pip install 'yinju[xapian]' brings it."


class IndexUnreachable(IndexingError):
    """Nothing answers there, or it refuses."""

    sentence = "The index at {uri} cannot be used ({reason}); is INDEX_URI right, and does its server run?"


class IndexAway(IndexingError):
    """An index that was opened does not answer any more; a log names its servers."""

    sentence = "The documents cannot be reached at the moment; try again in a minute."


class QuestionSetError(YinjuError):
    """A file of questions cannot be used."""


class QuestionSetMissing(QuestionSetError):
    """There is no such file, or it holds no question."""

    sentence = "There is no question in {file}; name a file of JSON lines."


class QuestionSetBroken(QuestionSetError):
    """A line of the file is no question."""

    sentence = "Line {line} of {file} is no question: {reason}."
