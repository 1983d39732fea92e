"""For each error code, what a person reads: a title, what happened, and what to do next."""

from __future__ import annotations

from typing import NamedTuple

from nibble_app.i18n import QT_TRANSLATE_NOOP


class Sentences(NamedTuple):
    """English sources; names in braces are filled from the error's parameters."""

    title: str
    detail: str
    action: str


_RESTART = QT_TRANSLATE_NOOP(
    "Errors", "Try again. If it happens again, restart the engine in the settings."
)
_ANOTHER_MODEL = QT_TRANSLATE_NOOP("Errors", "Choose another model on the Models page.")

SENTENCES: dict[str, Sentences] = {
    "internal": Sentences(
        QT_TRANSLATE_NOOP("Errors", "Something went wrong inside Nibble"),
        QT_TRANSLATE_NOOP("Errors", "This is a fault of the program, not of your text."),
        _RESTART,
    ),
    "protocol": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The window and the engine did not understand each other"),
        QT_TRANSLATE_NOOP("Errors", "They may come from two different versions of Nibble."),
        QT_TRANSLATE_NOOP("Errors", "Restart Nibble. If that does not help, install it again."),
    ),
    "bad_input": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This cannot be done as asked"),
        QT_TRANSLATE_NOOP("Errors", "The request has a part that cannot be used: {what}."),
        QT_TRANSLATE_NOOP("Errors", "Check what you entered and try again."),
    ),
    "engine_died": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The engine stopped unexpectedly"),
        QT_TRANSLATE_NOOP("Errors", "It ended with {how}. What was written so far is kept."),
        QT_TRANSLATE_NOOP("Errors", "A new engine is started for you. Then try again."),
    ),
    "engine_start": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The engine does not stay running"),
        QT_TRANSLATE_NOOP("Errors", "The last attempt ended with {how}."),
        QT_TRANSLATE_NOOP(
            "Errors", "Choose a smaller model or fewer bits, then restart the engine."
        ),
    ),
    "model": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model cannot be used"),
        QT_TRANSLATE_NOOP("Errors", "Something is wrong with the model in {path}."),
        _ANOTHER_MODEL,
    ),
    "model_not_found": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not found"),
        QT_TRANSLATE_NOOP("Errors", "There is no model in {path}."),
        QT_TRANSLATE_NOOP("Errors", "Check that the folder is there, or choose another model."),
    ),
    "model_unreadable": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model is damaged or incomplete"),
        QT_TRANSLATE_NOOP("Errors", "The file {file} in {path} cannot be read."),
        QT_TRANSLATE_NOOP("Errors", "Get the model again, or choose another one."),
    ),
    "model_unsafe": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not loaded, to keep your computer safe"),
        QT_TRANSLATE_NOOP(
            "Errors", "The model in {path} brings program code or a file format that can hide it."
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose a model in the safetensors format without own code."),
    ),
    "model_unsupported": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This kind of model is not supported"),
        QT_TRANSLATE_NOOP("Errors", "Nibble does not know the kind of the model in {path}."),
        _ANOTHER_MODEL,
    ),
    "model_outside": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not loaded: a file leads out of its folder"),
        QT_TRANSLATE_NOOP("Errors", "{file} in {path} points to files in another place."),
        QT_TRANSLATE_NOOP(
            "Errors", "Get the model again from a source you trust, or copy the real file there."
        ),
    ),
    "model_special_file": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not loaded: something there is no file"),
        QT_TRANSLATE_NOOP("Errors", "{file} in {path} is a folder, a pipe or a device."),
        QT_TRANSLATE_NOOP("Errors", "Get the model again from a source you trust."),
    ),
    "model_file_too_big": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not loaded: a file is far too big"),
        QT_TRANSLATE_NOOP("Errors", "{file} in {path} is bigger than that of any known model."),
        QT_TRANSLATE_NOOP("Errors", "Get the model again from a source you trust."),
    ),
    "model_implausible": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not loaded: its numbers cannot be true"),
        QT_TRANSLATE_NOOP(
            "Errors", "{file} in {path} describes a model that does not belong to the weights."
        ),
        QT_TRANSLATE_NOOP("Errors", "Get the model again from a source you trust."),
    ),
    "model_template": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model's chat template cannot be used"),
        QT_TRANSLATE_NOOP(
            "Errors", "The template in {path} fails, or takes too much time or memory."
        ),
        QT_TRANSLATE_NOOP("Errors", "Get the model again, or choose another one."),
    ),
    "model_not_ours": Sentences(
        QT_TRANSLATE_NOOP("Errors", "Nibble leaves this folder alone"),
        QT_TRANSLATE_NOOP("Errors", "{path} is no model in Nibble's own folder, which is {home}."),
        QT_TRANSLATE_NOOP("Errors", "Remove or move it with the program that put it there."),
    ),
    "place_taken": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not moved"),
        QT_TRANSLATE_NOOP("Errors", "There is something at {path} already."),
        QT_TRANSLATE_NOOP("Errors", "Choose another place, or remove what is there."),
    ),
    "no_room": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is not enough room on the disk"),
        QT_TRANSLATE_NOOP("Errors", "{path} needs {needed} GB more, and {free} GB are free."),
        QT_TRANSLATE_NOOP("Errors", "Make room or choose another disk, then try again."),
    ),
    "level_unavailable": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This setting is not possible here"),
        QT_TRANSLATE_NOOP("Errors", "The level “{level}” cannot be had on the device “{device}”."),
        QT_TRANSLATE_NOOP("Errors", "Choose another number of bits or another device."),
    ),
    "device_unavailable": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This device is not available"),
        QT_TRANSLATE_NOOP("Errors", "The device “{device}” cannot be used on this computer."),
        QT_TRANSLATE_NOOP("Errors", "Set the device to “automatic” in the settings."),
    ),
    "no_full_weights": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This model comes with one number of bits only"),
        QT_TRANSLATE_NOOP(
            "Errors", "The folder {path} holds weights that were rounded already, no full ones."
        ),
        QT_TRANSLATE_NOOP("Errors", "Get the full model to compare it with fewer bits."),
    ),
    "no_full_weights_load": Sentences(
        QT_TRANSLATE_NOOP("Errors", "Loading can be measured only with a 16-bit model"),
        QT_TRANSLATE_NOOP(
            "Errors", "The folder {path} holds weights that were rounded already, no full ones."
        ),
        QT_TRANSLATE_NOOP("Errors", "Name the folder of a full model with --model."),
    ),
    "no_model": Sentences(
        QT_TRANSLATE_NOOP("Errors", "No model is loaded"),
        QT_TRANSLATE_NOOP("Errors", "This work needs a model, and none is there yet."),
        QT_TRANSLATE_NOOP("Errors", "Load a model on the Models page, then try again."),
    ),
    "language": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model cannot translate between these languages"),
        QT_TRANSLATE_NOOP("Errors", "It does not know the way from “{source}” to “{target}”."),
        QT_TRANSLATE_NOOP("Errors", "Choose other languages or another translation model."),
    ),
    "prompt_too_long": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The text is too long for this model"),
        QT_TRANSLATE_NOOP("Errors", "It has {tokens} tokens, and there is room for {context}."),
        QT_TRANSLATE_NOOP("Errors", "Use a shorter text, or a longer context in the settings."),
    ),
    "prompt_too_long_benchmark": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This model takes too few tokens for the measurement"),
        QT_TRANSLATE_NOOP("Errors", "{tokens} tokens are needed, and it takes {context}."),
        QT_TRANSLATE_NOOP("Errors", "Give fewer with --context, or another model with --model."),
    ),
    "no_baseline": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is nothing to compare the figure with"),
        QT_TRANSLATE_NOOP(
            "Errors", "The measurement “{kind}” has no baseline, and is not shown without one."
        ),
        QT_TRANSLATE_NOOP("Errors", "Measure again."),
    ),
    "gguf_missing": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This is a GGUF file, and what runs it is not installed"),
        QT_TRANSLATE_NOOP(
            "Errors", "GGUF models run on llama.cpp, an extra that Nibble does not bring along."
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Install it into Nibble's environment (it builds for some minutes): pip install "
            '"nibble-desk[gguf]". Or take the model in the safetensors format.',
        ),
    ),
    "out_of_memory": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is not enough memory"),
        QT_TRANSLATE_NOOP("Errors", "The memory of the device “{device}” is full."),
        QT_TRANSLATE_NOOP(
            "Errors", "Close other programs, or choose a smaller model or fewer bits."
        ),
    ),
    "out_of_memory_known": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is not enough memory"),
        QT_TRANSLATE_NOOP("Errors", "About {needed} GB are needed and {free} GB are free."),
        QT_TRANSLATE_NOOP(
            "Errors", "Close other programs, or choose a smaller model or fewer bits."
        ),
    ),
    "out_of_memory_plan": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is not enough memory"),
        QT_TRANSLATE_NOOP("Errors", "About {needed} GB are needed and {free} GB are free."),
        QT_TRANSLATE_NOOP(
            "Errors", "Choose {bits} bits in the settings: that takes about {less} GB."
        ),
    ),
    "device": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The device reported a fault"),
        QT_TRANSLATE_NOOP("Errors", "The device “{device}” cannot go on with this engine."),
        QT_TRANSLATE_NOOP("Errors", "A new engine is started for you. Then try again."),
    ),
    "disk": Sentences(
        QT_TRANSLATE_NOOP("Errors", "A file could not be read or written"),
        QT_TRANSLATE_NOOP("Errors", "The trouble is with {path}: {reason}."),
        QT_TRANSLATE_NOOP("Errors", "Check the free space and your rights there, then try again."),
    ),
    "document": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The document cannot be used"),
        QT_TRANSLATE_NOOP("Errors", "Something is wrong with {path}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another document."),
    ),
    "document_format": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This kind of document is not supported"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The file {path} is in no format that Nibble reads, or not in the one its name says.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Save it as one of the formats in the list, such as docx or txt."
        ),
    ),
    "document_unreadable": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The document cannot be opened"),
        QT_TRANSLATE_NOOP("Errors", "The file {path} could not be read: {reason}."),
        QT_TRANSLATE_NOOP("Errors", "Check that the file is there and that you may read it."),
    ),
    "document_damaged": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The document is damaged"),
        QT_TRANSLATE_NOOP("Errors", "The file {path} breaks the rules of its format."),
        QT_TRANSLATE_NOOP(
            "Errors", "Open it in the program it comes from, save it again, then try again."
        ),
    ),
    "document_encrypted": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The document is protected"),
        QT_TRANSLATE_NOOP("Errors", "The file {path} opens only with a password or a licence."),
        QT_TRANSLATE_NOOP("Errors", "Save a copy without protection, then try that one."),
    ),
    "document_too_big": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The document is too big"),
        QT_TRANSLATE_NOOP(
            "Errors", "Reading {path} would take more memory than is allowed for one document."
        ),
        QT_TRANSLATE_NOOP("Errors", "Split the document into smaller ones."),
    ),
    "document_too_slow": Sentences(
        QT_TRANSLATE_NOOP("Errors", "Reading the document took too long"),
        QT_TRANSLATE_NOOP("Errors", "The file {path} was not read within {seconds} seconds."),
        QT_TRANSLATE_NOOP(
            "Errors", "Split the document into smaller ones, or save it again and try that one."
        ),
    ),
    "document_no_text": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is no text to translate"),
        QT_TRANSLATE_NOOP(
            "Errors", "Nothing in {path} can be translated. Pages that were scanned are pictures."
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose a document with text in it."),
    ),
    "document_encoding": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The characters of the document cannot be read"),
        QT_TRANSLATE_NOOP("Errors", "The file {path} is neither in Unicode nor in GB 18030."),
        QT_TRANSLATE_NOOP("Errors", "Save the file as UTF-8, then try again."),
    ),
    "knowledge": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The knowledge base cannot be used"),
        QT_TRANSLATE_NOOP("Errors", "Something is wrong with {path}."),
        QT_TRANSLATE_NOOP("Errors", "Try again, or make the knowledge base anew."),
    ),
    "base_in_use": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The knowledge base is in use"),
        QT_TRANSLATE_NOOP("Errors", "Another window or command works with {path}."),
        QT_TRANSLATE_NOOP("Errors", "Close it there, then try again."),
    ),
    "base_unusable": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The knowledge base cannot be opened"),
        QT_TRANSLATE_NOOP("Errors", "{path} is damaged, or was made by a later version of Nibble."),
        QT_TRANSLATE_NOOP(
            "Errors", "Import its documents again. The documents themselves are untouched."
        ),
    ),
    "thread_file": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The file of messages cannot be read"),
        QT_TRANSLATE_NOOP(
            "Errors", "{path} is damaged, too big, of another kind, or has no column of messages."
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Choose a CSV, JSON, EML or MBOX file of up to 64 MB. "
            "A table needs a column that is called text.",
        ),
    ),
    "bad_term_file": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The file of terms or translations cannot be read"),
        QT_TRANSLATE_NOOP(
            "Errors", "{path} is damaged, of another kind, or without the two languages."
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Choose a CSV, TSV, TBX or TMX file that has the languages of your work."
        ),
    ),
    "unsafe_term_file": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The file was not read, to keep your computer safe"),
        QT_TRANSLATE_NOOP(
            "Errors", "{path} declares entities, which can fill the memory or read other files."
        ),
        QT_TRANSLATE_NOOP("Errors", "Export it again from the program that it comes from."),
    ),
    "bad_table": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The table cannot be read"),
        QT_TRANSLATE_NOOP("Errors", "{path} is empty, damaged, too large or of another kind."),
        QT_TRANSLATE_NOOP("Errors", "Save it again as CSV, XLSX or JSONL, then try again."),
    ),
    "no_column": Sentences(
        QT_TRANSLATE_NOOP("Errors", "No column of the table is known to hold the messages"),
        QT_TRANSLATE_NOOP("Errors", "{path} has these columns: {columns}."),
        QT_TRANSLATE_NOOP("Errors", "Say which of them holds the messages."),
    ),
    "empty_fields": Sentences(
        QT_TRANSLATE_NOOP("Errors", "Some fields are still empty"),
        QT_TRANSLATE_NOOP("Errors", "The text needs: {fields}."),
        QT_TRANSLATE_NOOP("Errors", "Fill them in, then try again."),
    ),
    "bad_field": Sentences(
        QT_TRANSLATE_NOOP("Errors", "A field has something else than it asks for"),
        QT_TRANSLATE_NOOP("Errors", "The field “{field}” is of the kind “{kind}”."),
        QT_TRANSLATE_NOOP("Errors", "Change what is in it, then try again."),
    ),
    "bad_template_file": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The file of replies cannot be read"),
        QT_TRANSLATE_NOOP(
            "Errors", "{path} is damaged, too large, or without columns for title and text."
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Choose a TOML, CSV or TSV file that was exported from Nibble or made like one.",
        ),
    ),
    "bad_action_file": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The file of the action cannot be used"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "{path} is no TOML file, is larger than 64 KB, lacks a name or a request with a place "
            "for the text, or describes one of its fields wrongly.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Mend the file, or make one in Nibble and export it to see the form."
        ),
    ),
    "download": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model could not be got"),
        QT_TRANSLATE_NOOP("Errors", "Something went wrong while {repository} was downloaded."),
        QT_TRANSLATE_NOOP("Errors", "Try again: it goes on where it was."),
    ),
    "repository_not_found": Sentences(
        QT_TRANSLATE_NOOP("Errors", "There is no such model"),
        QT_TRANSLATE_NOOP(
            "Errors", "No source has the model {repository} at the revision {revision}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Check how its name is written: owner/name, as on its page."),
    ),
    "no_access": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model is not open to everyone"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The hub gives {repository} only to people whom it knows, or there is no such model.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Accept its licence on its page, and put your token into the variable HF_TOKEN.",
        ),
    ),
    "repository_refused": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was not downloaded"),
        QT_TRANSLATE_NOOP(
            "Errors", "{repository} is not a model that Nibble can use safely: {file}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose another model, in the safetensors format."),
    ),
    "repository_refused_code": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model wants to run code of its own"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The file {file} of {repository} names program code that would run on your computer.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Choose a model without code of its own, often one of the same makers."
        ),
    ),
    "repository_refused_pickle": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model has only files that can hide code"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "{repository} has weights as pickles, such as {file}, and none as safetensors.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose a model in the safetensors format."),
    ),
    "repository_refused_gguf": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model is in another format"),
        QT_TRANSLATE_NOOP(
            "Errors", "{repository} has GGUF files only, which are not downloaded here."
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Choose the model that it was made from, in the safetensors format."
        ),
    ),
    "repository_refused_weights": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model is not complete"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "{repository} lacks weights or settings that a model needs, or they cannot be read.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Choose another model. A part of a model, such as an adapter, is none by itself.",
        ),
    ),
    "repository_refused_name": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model has file names that could do harm"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "A file of {repository} could be written outside its folder by its name: {file}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Do not use this model."),
    ),
    "repository_refused_link": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The folder has links in place of files"),
        QT_TRANSLATE_NOOP(
            "Errors", "The file {file} of {repository} is a link that can lead anywhere."
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Copy the model's files themselves into a folder, then try again."
        ),
    ),
    "repository_refused_size": Sentences(
        QT_TRANSLATE_NOOP("Errors", "A file of the model is far too big"),
        QT_TRANSLATE_NOOP(
            "Errors", "The file {file} of {repository} is many times as big as such a file ever is."
        ),
        QT_TRANSLATE_NOOP("Errors", "Do not use this model."),
    ),
    "repository_refused_listing": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model cannot be checked"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list of files of {repository} is damaged, or gives no hash for some of them.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Get it from another source."),
    ),
    "repository_refused_quantization": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The model was rounded by another program"),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The weights of {repository} are in a form with fewer bits that Nibble does not read.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose the full model: Nibble makes the fewer bits itself."),
    ),
    "source_unreachable": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The download does not come through"),
        QT_TRANSLATE_NOOP("Errors", "{source} did not give what was asked for: {reason}."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Check the network, or name a mirror. Then try again: it goes on where it was.",
        ),
    ),
    "download_damaged": Sentences(
        QT_TRANSLATE_NOOP("Errors", "What was downloaded is not right"),
        QT_TRANSLATE_NOOP(
            "Errors", "The file {file} of {repository} came with wrong bytes each time."
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Try again later, or from another mirror. The damaged file was not kept."
        ),
    ),
    "disk_full": Sentences(
        QT_TRANSLATE_NOOP("Errors", "The disk is full"),
        QT_TRANSLATE_NOOP("Errors", "{needed} GB are needed for {path}, and {free} GB are free."),
        QT_TRANSLATE_NOOP("Errors", "Make room, then try again: it goes on where it was."),
    ),
    "download_in_use": Sentences(
        QT_TRANSLATE_NOOP("Errors", "This model is being downloaded already"),
        QT_TRANSLATE_NOOP("Errors", "Another window or command writes to {path}."),
        QT_TRANSLATE_NOOP("Errors", "Wait until it is done, or stop it there."),
    ),
}
