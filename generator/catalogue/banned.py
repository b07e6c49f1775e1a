"""Words and values that a letter may not hold, by regime and stage.

Patterns are matched against folded text: small letters, no accents, plain spaces, « ' » for « ’ »; a
value reads as its path, « ⟦statement.total⟧ ». Each rule names the text that forbids its words, or
what they would do to the letter.
"""

from __future__ import annotations

from generator.catalogue.wording import BannedPaths, BannedWords, Regime, Rule, Stage, Supposing, Word

CONSUMER = frozenset({Regime.CONSUMER})
PROFESSIONAL = frozenset({Regime.PROFESSIONAL})
PUBLIC_BODY = frozenset({Regime.PUBLIC_BODY})
REMINDER = frozenset({Stage.REMINDER})
SECOND_REMINDER = frozenset({Stage.SECOND_REMINDER})
FORMAL_NOTICE = frozenset({Stage.FORMAL_NOTICE})
BEFORE_DUE = frozenset({Stage.BEFORE_DUE})
CALL = frozenset({Stage.CALL_CONFIRMATION})
DISPUTE = frozenset({Stage.DISPUTE_ANSWER})
OFFER = frozenset({Stage.INSTALMENT_OFFER})
INSTALMENTS = OFFER | {Stage.INSTALMENT_AGREEMENT}
ACCESSORIES = frozenset({Stage.ACCESSORIES})
GENTLE = REMINDER | BEFORE_DUE | CALL
"""Stages at which nothing is demanded yet."""


def _word(stem: str, pattern: str = "") -> Word:
    """A word; without a pattern, the stem itself or its plural."""
    return Word(stem, pattern or rf"\b{stem}s?\b")


_COMMERCE = (
    _word("tribuna", r"\btribuna(l|ux) (de commerce|des activites economiques)\b"),
    _word("441-10", r"\bl\.? ?441-10\b"),
    _word("441-5", r"\bd\.? ?441-5\b"),
)
_FLAT_FORTY = _word("40", r"\b40(,00)? ?(€|euros?\b)")
_INDEMNITY = _word("indemni", r"\bindemni\w+")
_PENALTY = _word("penalit", r"\bpenalit\w+")
_SEIZURE = _word("saisie")
_LITIGATION = _word("contentieu", r"\bcontentieu(x|se)\b")
_PROSECUTION = _word("poursui", r"\bpoursui(te|tes|vr\w+)\b")
_BAILIFF = _word("de justice", r"\bcommissaires? de justice\b")
_AT_YOUR_COST = _word("a votre charge")

_SUMS_OF_DELAY = frozenset(
    {
        "statement.interest",
        "statement.indemnity",
        "statement.indemnity_count",
        "statement.indemnity_unit",
        "statement.daily_interest",
        "statement.annual_rate",
        "statement.rate_basis",
        "statement.rate_source",
        "statement.rate_article",
        "statement.segments",
        "invoices.interest",
        "invoices.indemnity",
        "invoices.segments",
    }
)
_CONTRACT_RATE = frozenset({"terms.late_payment_rate", "terms.clause"})

_EVERYWHERE: tuple[Rule, ...] = (
    BannedWords(
        id="criminal-threat",
        reason="un impayé n’est pas une infraction et l’huissier n’existe plus : dites ce que vous ferez vous-même",
        words=(_word("huissier"), _word("plainte")),
    ),
    BannedWords(
        id="pressure",
        reason="ni fichage, ni employeur, ni réputation : la pression est illicite (un document est une « pièce »)",
        words=(
            _word("fich", r"\bfich(iers?|ages?|ees?)\b"),
            _word("banque de france"),
            _word("employeur"),
            _word("reputation"),
        ),
    ),
    BannedWords(
        id="official-look",
        reason="une lettre n’imite pas un acte officiel (Code pénal, art. 433-13)",
        words=(
            _word("dernier", r"\bderniers? avis\b"),
            _word("officiel", r"(?<!journal )(?<!bulletin )\bofficiel(le)?s?\b"),
        ),
    ),
    BannedWords(
        id="fine-threat",
        reason="cette amende punit autre chose qu’un impayé : la menace est vide",
        words=(_word("441-16", r"\bl\.? ?441-16\b"), _word("amende"), _word("dgccrf")),
    ),
    BannedWords(
        id="vague-words",
        reason="dites la somme, la date, l’acte : les mots vagues affaiblissent la lettre",
        words=(
            _word("frais de retard"),
            _word("legale", r"\bmesures? legales?\b"),
            _word("sans delai", r"\bsans delai\b(?! de)"),
            _word("au plus vite"),
            _word("brefs delais", r"\bplus brefs delais\b"),
        ),
    ),
    BannedWords(
        id="exclamation",
        reason="une lettre ne s’exclame pas : mettez un point",
        words=(_word("!", "!"),),
    ),
    BannedWords(
        id="your-invoice",
        reason="la facture est celle de l’expéditeur : écrivez « la facture » ou « notre facture »",
        words=(_word("facture", r"\b(votre facture|vos factures)\b"),),
    ),
    BannedWords(
        id="greeting",
        reason="l’appel est « Madame, Monsieur, », ou le titre connu",
        words=(
            _word("cher", r"(?m)^cher(e|s|es)? "),
            _word("debit", r"\b(monsieur le debiteur|madame la debitrice)\b"),
        ),
    ),
    BannedWords(
        id="vat-included",
        reason="l’expéditeur peut être en franchise de TVA : écrivez « montant à payer »",
        supposing=Supposing.VAT_EXEMPT,
        words=(_word("ttc"), _word("toutes taxes comprises")),
    ),
    BannedWords(
        id="recital",
        reason="les relances passées se lisent dans « reminders » : gardez ces mots par {% if reminders %}",
        supposing=Supposing.NO_REMINDERS,
        words=(
            _word("relance", r"\b(mes|nos|ma|notre) (\w+ )?relances?\b"),
            _word("rappel", r"\b(mes|nos|mon|notre) (\w+ )?rappels?\b"),
            _word("adress", r"\b(relance|rappel)s? (adresse|envoye)e?s?\b"),
            _word("precedent", r"\bprecedente?s? (relance|rappel|courrier|courriel|lettre|message|appel)s?\b"),
            _word(
                "⟦", r"\b(relance|rappel|courrier|courriel|lettre|message)s? (du|des|le) (?=⟦(?!letter\.|answers\.))"
            ),
            _word("rest", r"\brest(e|ee|es|ees) sans (reponse|suite|effet)\b"),
            _word("malgre", r"\bmalgre (mes|nos|plusieurs|les|des) (relances|rappels|courriers|courriels|appels)\b"),
        ),
    ),
    BannedPaths(
        id="deadline-days-printed",
        reason="le délai se dit par une date : {{ letter.deadline | date }}",
        paths=frozenset({"letter.deadline_days"}),
    ),
)

_TO_CONSUMERS: tuple[Rule, ...] = (
    BannedWords(
        id="consumer-costs",
        reason="un consommateur doit la somme impayée, sans indemnité, pénalité ni frais"
        " (Code des procédures civiles d’exécution, art. L111-8)",
        regimes=CONSUMER,
        words=(
            _FLAT_FORTY,
            _INDEMNITY,
            _PENALTY,
            _word("frais"),
            _word("major", r"\bmajor(ation|e|ee)s?\b"),
            _AT_YOUR_COST,
        ),
    ),
    BannedWords(
        id="consumer-wrong-law",
        reason="ce texte, ce taux ou ce juge est celui des professionnels",
        regimes=CONSUMER,
        words=(_word("bce"), _word("banque centrale europeenne"), *_COMMERCE),
    ),
    BannedWords(
        id="consumer-threat",
        reason="pas de menace d’exécution sans jugement : « je saisirai la juridiction compétente »",
        regimes=CONSUMER,
        words=(_SEIZURE, _word("executoire", r"\btitres? executoires?\b"), _LITIGATION),
    ),
    BannedPaths(
        id="consumer-sums",
        reason="un consommateur doit le principal : gardez ceci par {% if debtor.kind != 'consumer' %}",
        regimes=CONSUMER,
        paths=_SUMS_OF_DELAY | _CONTRACT_RATE,
    ),
    BannedWords(
        id="consumer-reminder",
        reason="cette lettre à un consommateur ne parle que du reste à payer",
        regimes=CONSUMER,
        stages=GENTLE | DISPUTE | INSTALMENTS,
        words=(_word("taux"), _word("interets")),
    ),
)

_TO_PUBLIC_BODIES: tuple[Rule, ...] = (
    BannedWords(
        id="public-body-wrong-law",
        reason="un acheteur public relève du Code de la commande publique et du juge administratif",
        regimes=PUBLIC_BODY,
        words=_COMMERCE,
    ),
    BannedWords(
        id="public-body-waiver",
        reason="renoncer aux intérêts moratoires est réputé non écrit (Code de la commande publique, art. L2192-14)",
        regimes=PUBLIC_BODY,
        words=(_word("renonc", r"(?<!\bsans )(?<!\bne )\brenonc\w+"), _word("geste")),
    ),
    BannedWords(
        id="public-body-seizure",
        reason="les biens publics ne se saisissent pas : « je saisirai la juridiction administrative »",
        regimes=PUBLIC_BODY,
        words=(_SEIZURE,),
    ),
    BannedWords(
        id="public-body-terms",
        reason="dites « délai de paiement », « intérêts moratoires », et n’invitez pas à prendre position",
        regimes=PUBLIC_BODY,
        words=(
            _word("convenu", r"\becheances? convenues?\b"),
            _word("penalit", r"\bpenalites? de retard\b"),
            _word("prendre position"),
        ),
    ),
    BannedPaths(
        id="public-body-sums",
        reason="le taux d’un acheteur public est celui de la loi, jamais celui d’un contrat",
        regimes=PUBLIC_BODY,
        paths=_CONTRACT_RATE,
    ),
)

_TO_PROFESSIONALS: tuple[Rule, ...] = (
    BannedWords(
        id="professional-terms",
        reason="entre professionnels, ce sont des « pénalités de retard » (Code de commerce, art. L441-10, II)",
        regimes=PROFESSIONAL,
        words=(_word("de retard", r"\binterets? de retard\b"),),
    ),
    BannedWords(
        id="double-interest",
        reason="les pénalités de l’article L441-10 ne se cumulent pas avec l’intérêt au taux légal",
        regimes=PROFESSIONAL,
        words=(
            _word("interet legal", r"\btaux (de l'|d')interet legal\b"),
            _word("taux legal"),
            _word("interet", r"\binterets? leg(al|aux)\b"),
        ),
    ),
)

_IN_REMINDERS: tuple[Rule, ...] = (
    BannedWords(
        id="reminder-demand",
        reason="un rappel ne met pas en demeure : il demande une date, ou la raison du retard",
        stages=GENTLE,
        words=(_word("en demeure"),),
    ),
    BannedWords(
        id="reminder-threat",
        reason="un rappel suppose l’oubli : ni ultimatum, ni tribunal",
        stages=GENTLE,
        words=(
            _word("au plus tard"),
            _word("tribuna", r"\btribuna(l|ux)\b"),
            _word("juridiction"),
            _LITIGATION,
            _PROSECUTION,
            _word("dernier", r"\bdernier (rappel|avertissement)\b"),
        ),
    ),
    BannedWords(
        id="reminder-accessories",
        reason="un rappel ne parle des accessoires que si l’expéditeur a répondu qu’il le veut",
        stages=REMINDER | CALL,
        supposing=Supposing.NOTHING_TICKED,
        words=(_INDEMNITY, _PENALTY, _word("interets moratoires")),
    ),
    BannedWords(
        id="reminder-flat-sum",
        reason="un rappel ne chiffre pas les accessoires",
        stages=GENTLE,
        words=(_FLAT_FORTY,),
    ),
    BannedPaths(
        id="reminder-sums",
        reason="cette lettre demande le principal seul : imprimez statement.principal",
        stages=GENTLE | DISPUTE,
        paths=_SUMS_OF_DELAY | {"statement.total"},
    ),
)

_IN_SECOND_REMINDERS: tuple[Rule, ...] = (
    BannedWords(
        id="second-reminder-threat",
        reason="la lettre annonce un acte de l’expéditeur, rien d’autre",
        stages=SECOND_REMINDER | DISPUTE | INSTALMENTS | ACCESSORIES,
        words=(
            _word("dernie", r"\b(dernier rappel|derniere relance)\b"),
            _LITIGATION,
            _PROSECUTION,
            _BAILIFF,
        ),
    ),
)

_IN_FORMAL_NOTICES: tuple[Rule, ...] = (
    BannedWords(
        id="formal-notice-softener",
        reason="une mise en demeure ambiguë ne met pas en demeure (Code civil, art. 1344) : ni réserve, ni prière",
        stages=FORMAL_NOTICE,
        words=(
            _word("sauf erreur"),
            _word("crois", r"\bcrois(e|ee|es|ees)\b"),
            _word("bien vouloir"),
            _word("invit", r"\binvit(e|ons)\b"),
            _word("gre", r"\bsaur(ions|ais) gre\b"),
            _word("meilleurs delais"),
        ),
    ),
    BannedWords(
        id="formal-notice-threat",
        reason="annoncez la juridiction, rien que l’expéditeur ne puisse faire lui-même",
        stages=FORMAL_NOTICE,
        words=(
            _SEIZURE,
            _BAILIFF,
            _word("publi", r"\bpubli(er|erai|erons|cations?)\b"),
            _word("proches"),
            _AT_YOUR_COST,
        ),
    ),
)

_WITH_A_DATE: tuple[Rule, ...] = (
    BannedWords(
        id="deadline-in-days",
        reason="le délai se dit par une date : {{ letter.deadline | date }}",
        stages=SECOND_REMINDER | FORMAL_NOTICE | DISPUTE | OFFER | ACCESSORIES,
        words=(
            _word("jours", r"\b(sous|d'ici|dans les|dans un delai de) ([0-9]+|⟦[^⟧]*⟧|[a-z-]+) jours\b"),
            _word("aine", r"\bsous (huit|quinz)aine\b"),
        ),
    ),
)

_AROUND_THE_LADDER: tuple[Rule, ...] = (
    BannedWords(
        id="before-due",
        reason="rien n’est en retard : rappelez la date, sans rien qui ressemble à un reproche",
        stages=BEFORE_DUE,
        words=(
            _word("retard"),
            _word("impay", r"\bimpaye(e|s|es)?\b"),
            _word("echu", r"\bechu(e|s|es)?\b"),
            _word("expir", r"\ba expire\b"),
            _word("relance"),
            _word("interet", r"\binterets?\b"),
            _INDEMNITY,
            _PENALTY,
        ),
    ),
    BannedWords(
        id="dispute-tone",
        reason="on répond à une raison par une pièce, jamais par un adjectif",
        stages=DISPUTE,
        words=(
            _word("pretexte"),
            _word("mauvaise foi"),
            _word("dilatoire"),
            _word("infonde", r"\binfonde(e|s|es)?\b"),
            _word("abusi", r"\babusi(f|fs|ve|ves|vement)\b"),
        ),
    ),
    BannedWords(
        id="instalments-new-debt",
        reason="un échéancier fixe des dates, il ne remplace pas la dette (Code civil, art. 1330)",
        stages=INSTALMENTS,
        words=(_word("nouvelle dette"), _word("annule", r"\bannule(nt)? et remplace(nt)?\b")),
    ),
    BannedWords(
        id="instalments-credit",
        reason="un délai gratuit n’est pas un crédit : n’en prenez pas les mots",
        stages=INSTALMENTS,
        regimes=CONSUMER,
        words=(_word("credit"), _word("emprunt", r"\bemprunt(s|eurs?)?\b"), _word("mensualite")),
    ),
)

BANNED: tuple[Rule, ...] = (
    *_EVERYWHERE,
    *_TO_CONSUMERS,
    *_TO_PUBLIC_BODIES,
    *_TO_PROFESSIONALS,
    *_IN_REMINDERS,
    *_IN_SECOND_REMINDERS,
    *_IN_FORMAL_NOTICES,
    *_WITH_A_DATE,
    *_AROUND_THE_LADDER,
)
"""Every rule that is a list of words or of values."""
