from guftugu.dialogues.forms.moments import MomentForm
from guftugu.people.forms.affiliations import AffiliationForm, CorrectionForm, EndForm
from guftugu.people.forms.organisations import OrganisationForm, OrganisationNameForm
from guftugu.people.forms.parties import PartyForm, PartyNameForm
from guftugu.people.forms.persons import CorrectPersonForm, IntroduceForm, PersonForm, PersonNameForm, RemarkForm
from guftugu.people.forms.steps import StepForm
from guftugu.people.forms.voices import BringForm, LoseForm, VoiceForm

__all__ = [
    "AffiliationForm",
    "BringForm",
    "CorrectPersonForm",
    "CorrectionForm",
    "EndForm",
    "IntroduceForm",
    "LoseForm",
    "MomentForm",
    "OrganisationForm",
    "OrganisationNameForm",
    "PartyForm",
    "PartyNameForm",
    "PersonForm",
    "PersonNameForm",
    "RemarkForm",
    "StepForm",
    "VoiceForm",
]
