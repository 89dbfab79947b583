"""Word packages (.docx, .docm, .dotx, strict and transitional) -> Blocks, by a walk over the XML."""

from feedbackparse.intake.word.document import Words, find_main_part, read_word

__all__ = ["Words", "find_main_part", "read_word"]
