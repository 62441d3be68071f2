from guftugu.people.actions.affiliations import (
    UnableToAffiliate,
    add_affiliation,
    correct_affiliation,
    end_affiliation,
)
from guftugu.people.actions.organisations import UnableToAddOrganisation, add_organisation, rename_organisation
from guftugu.people.actions.participation import UnableToTakeStep, take_step
from guftugu.people.actions.parties import UnableToAddParty, add_party, name_party
from guftugu.people.actions.persons import UnableToAddPerson, add_person, correct_person, introduce_person, set_name
from guftugu.people.actions.remarks import UnableToRemark, add_remark
from guftugu.people.actions.voices import UnableToNameVoice, bring_voice, lose_voice, name_missing_voice
from guftugu.people.actions.writing import UnableToWrite

__all__ = [
    "UnableToAddOrganisation",
    "UnableToAddParty",
    "UnableToAddPerson",
    "UnableToAffiliate",
    "UnableToNameVoice",
    "UnableToRemark",
    "UnableToTakeStep",
    "UnableToWrite",
    "add_affiliation",
    "add_organisation",
    "add_party",
    "add_person",
    "add_remark",
    "bring_voice",
    "correct_affiliation",
    "correct_person",
    "end_affiliation",
    "introduce_person",
    "lose_voice",
    "name_missing_voice",
    "name_party",
    "rename_organisation",
    "set_name",
    "take_step",
]
