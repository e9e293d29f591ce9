"""Django's admin and form classes with the model they are for; at run time they take no such parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet

from proposals.models import (
    Answer,
    CongressSession,
    Delegate,
    Passage,
    Proposal,
    ReplyLetter,
    Signature,
    Synonym,
    ZeroResultQuery,
)

if TYPE_CHECKING:
    SessionModelAdmin = admin.ModelAdmin[CongressSession]
    SynonymModelAdmin = admin.ModelAdmin[Synonym]
    MissedQuestionModelAdmin = admin.ModelAdmin[ZeroResultQuery]
    DelegateModelAdmin = admin.ModelAdmin[Delegate]
    SignatureTable = admin.TabularInline[Signature, Proposal]
    AnswerTable = admin.TabularInline[Answer, ReplyLetter]
    PassageTable = admin.TabularInline[Passage, ReplyLetter]
    LetterModelForm = forms.ModelForm[ReplyLetter]
    TableFormSet = BaseInlineFormSet[Any, Any, forms.ModelForm[Any]]
else:
    SessionModelAdmin = DelegateModelAdmin = SynonymModelAdmin = MissedQuestionModelAdmin = admin.ModelAdmin
    SignatureTable = AnswerTable = PassageTable = admin.TabularInline
    LetterModelForm = forms.ModelForm
    TableFormSet = BaseInlineFormSet
