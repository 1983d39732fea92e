"""The error tree: what can go wrong, as codes and parameters that the program turns into words.

The engine never writes sentences for a person: `NibbleError.code` and ``params`` travel, and the
window's catalogue says in the person's language what happened and what to do next. Errors of
torch, transformers and the operating system become ours in foreign_errors.py, once.
"""

from __future__ import annotations

from typing import ClassVar

from nibble_engine.api import ErrorInfo

Param = str | int | float


class NibbleError(Exception):
    """An error with a code of its own; ``params`` are the values its sentence names."""

    code: ClassVar[str] = "internal"

    def __init__(self, detail: str = "", **params: Param) -> None:
        super().__init__(detail or f"{self.code} {params}" if params else detail or self.code)
        self.detail = detail
        self.params = params

    def info(self) -> ErrorInfo:
        """The error as it travels over the wire."""
        return ErrorInfo(code=self.code, params=self.params, detail=self.detail)


class InternalError(NibbleError):
    """A fault of the program itself."""


class ProtocolError(NibbleError):
    """A line that is no message of this protocol. params: reason"""

    code = "protocol"


class BadInputError(NibbleError):
    """A command that cannot be done as asked. params: what"""

    code = "bad_input"


class EngineDiedError(NibbleError):
    """The engine process ended by itself. params: how (exit status or signal name)"""

    code = "engine_died"


class EngineStartError(NibbleError):
    """The engine process could not start, or died three times in a minute. params: how"""

    code = "engine_start"


class ModelError(NibbleError):
    """Something about a model folder. params: path"""

    code = "model"


class ModelNotFoundError(ModelError):
    """No such folder, or no config.json in it. params: path"""

    code = "model_not_found"


class ModelUnreadableError(ModelError):
    """A file of the model is damaged or incomplete. params: path, file"""

    code = "model_unreadable"


class ModelUnsafeError(ModelError):
    """The model wants code of its own or has only pickled weights. params: path, reason"""

    code = "model_unsafe"


class ModelUnsupportedError(ModelError):
    """An architecture that transformers does not know. params: path, architecture"""

    code = "model_unsupported"


class ModelOutsideError(ModelError):
    """A link or a name in the model's files leads out of its folder. params: path, file"""

    code = "model_outside"


class ModelSpecialFileError(ModelError):
    """A folder, a pipe or a device stands where a file belongs. params: path, file"""

    code = "model_special_file"


class ModelFileTooBigError(ModelError):
    """A file that is read whole has more bytes than any known model's. params: path, file"""

    code = "model_file_too_big"


class ModelImplausibleError(ModelError):
    """The numbers of a file cannot be true of this model's weights. params: path, file"""

    code = "model_implausible"


class ModelTemplateError(ModelError):
    """The chat template fails, takes too long or too much memory. params: path"""

    code = "model_template"


class GgufMissingError(ModelError):
    """A GGUF file, and the extra that runs it is not installed. params: path"""

    code = "gguf_missing"


class ModelNotOursError(ModelError):
    """Only models in the program's own folder are removed or moved. params: path, home"""

    code = "model_not_ours"


class PlaceTakenError(ModelError):
    """Something is already where the model is to go. params: path"""

    code = "place_taken"


class NoRoomError(NibbleError):
    """Less room than a model needs. params: path; needed and free in bytes"""

    code = "no_room"


class LevelUnavailableError(ModelError):
    """This level cannot be had here. params: level, device"""

    code = "level_unavailable"


class NoFullWeightsError(ModelError):
    """The folder holds one quantized level only, and another was asked for. params: path, level
    (which was asked for), held; reason "load" where loading was to be measured"""

    code = "no_full_weights"


class NoModelError(NibbleError):
    """No model is loaded for what was asked. params: role"""

    code = "no_model"


class LanguageError(NibbleError):
    """The model cannot translate this pair. params: source, target"""

    code = "language"


class PromptTooLongError(NibbleError):
    """Even the shortest form of the prompt exceeds the context. params: tokens, context; reason
    "benchmark" where it is one to measure with"""

    code = "prompt_too_long"


class OutOfMemoryError(NibbleError):
    """Not enough memory. params: device; needed and free in bytes where known; for a load that
    would fit with fewer bits, bits and the bytes less that they take"""

    code = "out_of_memory"


class NoBaselineError(NibbleError):
    """A figure was measured without what it is to be compared with. params: kind"""

    code = "no_baseline"


class DeviceError(NibbleError):
    """The device is in a state that only a new engine can leave. params: device"""

    code = "device"


class DiskError(NibbleError):
    """Reading or writing failed. params: path, reason"""

    code = "disk"


class BadTableError(NibbleError):
    """A table of messages, threads or tests that cannot be read. params: path, reason ("format",
    "encoding", "damaged", "empty" or "size")"""

    code = "bad_table"


class NoColumnError(NibbleError):
    """It cannot be told which column of a table is meant. params: path, columns"""

    code = "no_column"


class DocumentError(NibbleError):
    """Something about a document that was to be translated. params: path"""

    code = "document"


class UnknownFormatError(DocumentError):
    """No format that is read here, or not the one its name says. params: path"""

    code = "document_format"


class DocumentUnreadableError(DocumentError):
    """There is no such file, or it may not be read. params: path, reason"""

    code = "document_unreadable"


class DamagedDocumentError(DocumentError):
    """The file breaks the rules of its format. params: path"""

    code = "document_damaged"


class EncryptedDocumentError(DocumentError):
    """The document opens only with a password or a licence. params: path"""

    code = "document_encrypted"


class DocumentTooBigError(DocumentError):
    """Reading it takes more memory or text than is allowed. params: path"""

    code = "document_too_big"


class DocumentTooSlowError(DocumentError):
    """Reading it took longer than is allowed. params: path, seconds"""

    code = "document_too_slow"


class NoTextError(DocumentError):
    """There is nothing to translate in it, as in a scanned page. params: path"""

    code = "document_no_text"


class DocumentEncodingError(DocumentError):
    """Its characters are in no encoding that is known here. params: path"""

    code = "document_encoding"


class BadTermFileError(NibbleError):
    """A file of terms or of a translation memory that cannot be read. params: path, reason
    ("encoding", "xml", "format", "languages" or "size")"""

    code = "bad_term_file"


class UnsafeTermFileError(BadTermFileError):
    """An XML file that declares entities: they can fill the memory or read other files. params:
    path"""

    code = "unsafe_term_file"


class KnowledgeError(NibbleError):
    """Something about a knowledge base. params: path"""

    code = "knowledge"


class BaseInUseError(KnowledgeError):
    """Another window or command works with the base. params: path"""

    code = "base_in_use"


class BaseUnusableError(KnowledgeError):
    """The file is damaged, no knowledge base, or of a later version. params: path"""

    code = "base_unusable"


class ThreadFileError(NibbleError):
    """A file of messages that cannot be read. params: path, reason ("format", "encoding", "size",
    "columns", "json" or "empty")"""

    code = "thread_file"


class EmptyFieldsError(NibbleError):
    """A reply or prompt has fields that must be filled in first. params: fields (their names)"""

    code = "empty_fields"


class BadFieldError(NibbleError):
    """What was filled in is not of the field's kind. params: field, kind ("number", "date" or
    "choice")"""

    code = "bad_field"


class BadTemplateFileError(NibbleError):
    """A file of replies or prompts that cannot be read. params: path, reason ("encoding",
    "format", "columns" or "size")"""

    code = "bad_template_file"


class BadActionFileError(NibbleError):
    """A file of an action that a person added cannot be used. params: path, reason ("format",
    "size", "empty", "key" or "field")"""

    code = "bad_action_file"


class DownloadError(NibbleError):
    """Something about getting a model. params: repository"""

    code = "download"


class RepositoryNotFoundError(DownloadError):
    """The source has no such repository or revision. params: repository, revision"""

    code = "repository_not_found"


class NoAccessError(DownloadError):
    """The repository is private, or its licence has to be accepted first. params: repository"""

    code = "no_access"


class RepositoryRefusedError(DownloadError):
    """Nothing of it is taken. params: repository, file, reason ("code", "pickle", "gguf",
    "weights", "name", "link", "size", "listing" or "quantization")"""

    code = "repository_refused"


class SourceUnreachableError(DownloadError):
    """No source gave the bytes, however often it was asked. params: source, reason"""

    code = "source_unreachable"


class DownloadDamagedError(DownloadError):
    """Every source gave bytes that have not the hash they should have. params: repository, file"""

    code = "download_damaged"


class DiskFullError(DownloadError):
    """There is not enough room. params: path; needed and free in bytes"""

    code = "disk_full"


class DownloadInUseError(DownloadError):
    """Another window or command gets the same model. params: path"""

    code = "download_in_use"
