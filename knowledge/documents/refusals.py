"""Why a document can't be read, in words a person can act on. `str()` of a refusal is the English text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from knowledge.errors import IngestError
from knowledge.models import Text

REFUSALS: Final[Mapping[str, Text]] = MappingProxyType({
    "empty": Text("파일이 비어 있어요. 다시 저장해서 올려 주세요.", "The file is empty. Save it again and add it."),
    "too_big": Text(
        "파일이 너무 커요({limit}MB까지 읽어요). 그림을 빼거나 나누어 저장해 주세요.",
        "The file is too big (up to {limit} MB are read). Save it without pictures, or in parts.",
    ),
    "not_found": Text("파일을 열 수 없어요. 위치와 권한을 확인해 주세요.",
                      "The file can't be opened. Check where it is and who may read it."),
    "encrypted": Text(
        "암호가 걸린 문서예요. 암호를 풀고 다시 저장해 주세요.",
        "The document is locked with a password. Take the password off and save it again.",
    ),
    "distribution": Text(
        "배포용으로 잠긴 한글 문서예요. 원본이나 PDF를 받아서 올려 주세요.",
        "This Hangul document is locked for distribution. Ask for the original, or for a PDF.",
    ),
    "image_only": Text(
        "글자가 없는 그림이에요. 글자 인식(OCR)을 거친 파일이나 원본 문서를 올려 주세요.",
        "There are only pictures of text in it. Run text recognition (OCR) first, or add the original document.",
    ),
    "no_text": Text("문서에 읽을 글이 없어요. 다른 파일이 아닌지 확인해 주세요.",
                    "There is no text in the document. Check that it is the right file."),
    "old_hwp": Text(
        "오래된 한글 3 형식이에요. 한글에서 HWPX로 다시 저장해 주세요.",
        "This is the old Hangul 3 format. Open it in Hangul and save it as HWPX.",
    ),
    "hwp_reader_missing": Text(
        "한글(.hwp) 문서를 읽는 부품이 없어요. `pip install 'ieum[hwp]'`로 설치하거나 HWPX로 저장해 주세요.",
        "The part that reads .hwp files isn't installed. Run `pip install 'ieum[hwp]'`, or save the file as HWPX.",
    ),
    "unsupported": Text(
        "{kind} 파일은 읽지 않아요. HWPX, HWP, PDF, DOCX, HTML, Markdown, TXT로 저장해 주세요.",
        "{kind} files aren't read. Save it as HWPX, HWP, PDF, DOCX, HTML, Markdown or TXT.",
    ),
    "unknown": Text(
        "어떤 문서인지 알 수 없어요. HWPX, HWP, PDF, DOCX, HTML, Markdown, TXT 파일인지 확인해 주세요.",
        "It can't be told what kind of document this is. Give HWPX, HWP, PDF, DOCX, HTML, Markdown or TXT.",
    ),
    "encoding": Text("글자를 알아볼 수 없어요. UTF-8로 다시 저장해 주세요.",
                     "The characters can't be made out. Save the file as UTF-8."),
    "damaged": Text(
        "파일이 깨졌거나 중간에 잘렸어요. 다시 내려받거나 다시 저장해 주세요.",
        "The file is damaged or cut off. Download it again, or save it again.",
    ),
    "unsafe": Text(
        "문서에 있으면 안 되는 내용({what})이 있어서 읽지 않았어요. 믿을 수 있는 곳에서 다시 받아 주세요.",
        "The file holds something no document needs ({what}), so it wasn't read. Get it again from a source you trust.",
    ),
    "too_deep": Text(
        "표나 구조가 너무 여러 겹이에요. 단순하게 고쳐서 다시 저장해 주세요.",
        "Its tables or structure are nested too deeply. Save a simpler version.",
    ),
    "too_much": Text(
        "풀어 보면 내용이 너무 많아요. 나누어서 저장해 주세요.",
        "There is too much inside once unpacked. Save it in parts.",
    ),
    "too_slow": Text(
        "읽는 데 {limit}초가 넘게 걸려서 멈췄어요. 나누어서 저장해 주세요.",
        "Reading it took more than {limit} seconds and was stopped. Save it in parts.",
    ),
    "too_costly": Text(
        "읽는 데 메모리가 너무 많이 들어서 멈췄어요. 나누어서 저장해 주세요.",
        "Reading it took too much memory and was stopped. Save it in parts.",
    ),
    "failed": Text(
        "읽는 도중에 프로그램이 멈췄어요. 다른 형식으로 저장해서 올려 주세요.",
        "The reader broke off over this file. Save it in another format.",
    ),
})


class DocumentRefused(IngestError):
    """A document that isn't read. `code` is a key of REFUSALS, `text` says in both languages what to do."""

    def __init__(self, code: str, **values: str | int) -> None:
        words = REFUSALS[code]
        self.code = code  # type: ignore[misc]  # one class for all refusals: they differ in their words only
        self.values = values
        self.text = Text(words.ko.format(**values), words.en.format(**values))
        super().__init__(self.text.en)
