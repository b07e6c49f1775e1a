"""The closed lists of a claim: each word as files write it, and as the site says it."""

from __future__ import annotations

from generator.values.choice import Choice


class CreditorStatus(Choice):
    COMPANY = "company", "société"
    SOLE_TRADER = "sole_trader", "entrepreneur individuel"
    ASSOCIATION = "association", "association"


class DebtorKind(Choice):
    """The legal regime: which rules govern interest, indemnity, limitation and wording."""

    PROFESSIONAL = "professional", "professionnel"
    CONSUMER = "consumer", "consommateur"
    PUBLIC_BODY = "public_body", "acheteur public"


class InvoiceKind(Choice):
    INVOICE = "invoice", "facture"
    DEPOSIT = "deposit", "facture d’acompte"
    PROGRESS = "progress", "facture de situation"
    BALANCE = "balance", "facture de solde"


class Allocation(Choice):
    """What a part payment pays first (Code civil, art. 1343-1)."""

    INTEREST_FIRST = "interest_first", "intérêts d’abord"
    PRINCIPAL_FIRST = "principal_first", "principal d’abord"


class DayCount(Choice):
    ACT_365 = "act_365", "jours réels sur 365"
    ACT_ACT = "act_act", "jours réels sur 365 ou 366"


class Channel(Choice):
    """How a letter goes out."""

    POST = "post", "courrier simple"
    REGISTERED = "registered", "lettre recommandée avec avis de réception"
    ELECTRONIC_REGISTERED = "electronic_registered", "lettre recommandée électronique"
    EMAIL = "email", "courriel"


class ReminderChannel(Choice):
    """How a past reminder was made."""

    POST = "post", "courrier simple"
    REGISTERED = "registered", "lettre recommandée avec avis de réception"
    ELECTRONIC_REGISTERED = "electronic_registered", "lettre recommandée électronique"
    EMAIL = "email", "courriel"
    PHONE = "phone", "appel téléphonique"
    SMS = "sms", "SMS"
    IN_PERSON = "in_person", "de vive voix"


class EventKind(Choice):
    """What interrupts prescription (Code civil, art. 2240, 2241 and 2244)."""

    ACKNOWLEDGEMENT = "acknowledgement", "reconnaissance de dette"
    COURT_CLAIM = "court_claim", "demande en justice"
    ENFORCEMENT = "enforcement", "mesure d’exécution"


class Ccag(Choice):
    """Whether the public contract refers to a general conditions document (CCAG)."""

    YES = "yes", "oui"
    NO = "no", "non"
    UNKNOWN = "unknown", "je ne sais pas"
