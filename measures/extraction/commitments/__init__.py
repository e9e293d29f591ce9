"""What letters promise: each commitment of an answer, who must act, by when, how it can be checked, and which words open
its list; the sentences that may promise something, too; and the words that a person names as a promise."""

from measures.extraction.commitments.answers import find_commitments, read_answer
from measures.extraction.commitments.candidate_sentences import CandidateSentence, read_sentences
from measures.extraction.commitments.commitment import ParsedCommitment
from measures.extraction.commitments.named import places_again, places_of, read_named
