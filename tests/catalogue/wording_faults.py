"""One sentence or more for each wording rule that forbids words: the fault that the rule must find.

The rules that ask for something, or weigh a whole letter, have their own tests in `test_demands`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.catalogue.small import DEMAND

PROFESSIONAL, CONSUMER, PUBLIC = "professional", "consumer", "public_body"
REMINDER, SECOND, NOTICE = "reminder", "second_reminder", "formal_notice"
EARLY, CALL, DISPUTE, OFFER = "before_due", "call_confirmation", "dispute_answer", "instalment_offer"
ACCESSORIES, AGREEMENT = "accessories", "instalment_agreement"


@dataclass(frozen=True)
class Plant:
    """A sentence added to a letter that is right, and the rule that must find it."""

    rule: str
    words: str
    stage: str = SECOND
    audience: str = PROFESSIONAL

    def __str__(self) -> str:
        return f"{self.rule}: {self.words[:40]}"


BANNED_WORDS = [
    Plant("criminal-threat", "Je confierai ce dossier à un huissier."),
    Plant("criminal-threat", "Je déposerai plainte."),
    Plant("pressure", "Vous serez inscrit à un fichier."),
    Plant("pressure", "Ceci conduit à un fichage."),
    Plant("pressure", "La Banque de France sera informée."),
    Plant("pressure", "J’en parlerai à votre employeur."),
    Plant("pressure", "Votre réputation en souffrira."),
    Plant("pressure", "VOTRE RÉPUTATION EN SOUFFRIRA."),
    Plant("official-look", "Ceci est un dernier avis."),
    Plant("official-look", "Cette lettre a un caractère officiel."),
    Plant("official-look", "Cette demande officielle est datée."),
    Plant("fine-threat", "Vous encourez l’article L. 441-16 du code."),
    Plant("fine-threat", "Vous encourez une amende."),
    Plant("fine-threat", "La DGCCRF contrôle les délais."),
    Plant("vague-words", "Des frais de retard s’appliquent."),
    Plant("vague-words", "Je prendrai des mesures légales."),
    Plant("vague-words", "Payez sans délai."),
    Plant("vague-words", "Payez au plus vite."),
    Plant("vague-words", "Payez dans les plus brefs délais."),
    Plant("exclamation", "Merci !"),
    Plant("your-invoice", "Votre facture reste impayée."),
    Plant("your-invoice", "Vos factures restent impayées."),
    Plant("greeting", "Cher Monsieur,"),
    Plant("greeting", "Chère Madame,"),
    Plant("greeting", "Monsieur le Débiteur,"),
    Plant("vat-included", "Le montant TTC est dû."),
    Plant("vat-included", "Le montant toutes taxes comprises est dû."),
    Plant("recital", "Mes relances n’ont rien donné."),
    Plant("recital", "Mon précédent rappel est clair."),
    Plant("recital", "La relance adressée en mai est claire."),
    Plant("recital", "Le précédent courrier est clair."),
    Plant("recital", "Mon courriel du {{ statement.stopped_on | date }} est clair."),
    Plant("recital", "Elle est restée sans réponse."),
    Plant("recital", "Malgré plusieurs courriers, rien."),
    Plant(
        "deadline-days-printed", "{% if letter.deadline_days is given %}{{ letter.deadline_days | integer }}{% endif %}"
    ),
    Plant("consumer-costs", "Une somme de 40 € s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Une indemnité s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Une pénalité s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Des frais s’ajoutent.", audience=CONSUMER),
    Plant("consumer-costs", "Une majoration s’ajoute.", audience=CONSUMER),
    Plant("consumer-costs", "Tout sera à votre charge.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Au taux de la BCE.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Au taux de la Banque centrale européenne.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Selon l’article L. 441-10 du code.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Selon l’article D441-5 du code.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Devant le tribunal de commerce.", audience=CONSUMER),
    Plant("consumer-wrong-law", "Devant le tribunal des activités économiques.", audience=CONSUMER),
    Plant("consumer-threat", "Une saisie suivra.", audience=CONSUMER),
    Plant("consumer-threat", "Un titre exécutoire suivra.", audience=CONSUMER),
    Plant("consumer-threat", "Le service contentieux suivra.", audience=CONSUMER),
    Plant("consumer-sums", "Soit {{ statement.interest | money }}.", audience=CONSUMER),
    Plant("consumer-sums", "Soit {{ statement.indemnity | money }}.", audience=CONSUMER),
    Plant(
        "consumer-sums",
        "Soit {% for s in statement.segments %}{{ s.interest | money }}{% endfor %}.",
        audience=CONSUMER,
    ),
    Plant(
        "consumer-sums",
        "Au taux de {% if terms.late_payment_rate is given %}{{ terms.late_payment_rate | percent }}{% endif %}.",
        audience=CONSUMER,
    ),
    Plant("consumer-reminder", "Au taux convenu.", REMINDER, CONSUMER),
    Plant("consumer-reminder", "Des intérêts courent.", REMINDER, CONSUMER),
    Plant("public-body-wrong-law", "Selon l’article L441-10, II.", audience=PUBLIC),
    Plant("public-body-wrong-law", "Devant le tribunal de commerce.", audience=PUBLIC),
    Plant("public-body-waiver", "Je renonce aux intérêts.", audience=PUBLIC),
    Plant("public-body-waiver", "Une renonciation est possible.", audience=PUBLIC),
    Plant("public-body-waiver", "C’est un geste de ma part.", audience=PUBLIC),
    Plant("public-body-seizure", "Une saisie suivra.", audience=PUBLIC),
    Plant("public-body-terms", "Depuis l’échéance convenue.", audience=PUBLIC),
    Plant("public-body-terms", "Les pénalités de retard courent.", audience=PUBLIC),
    Plant("public-body-terms", "Je vous demande de prendre position.", audience=PUBLIC),
    Plant("public-body-sums", "{% if terms.clause is given %}{{ terms.clause }}{% endif %}", audience=PUBLIC),
    Plant("professional-terms", "Les intérêts de retard courent."),
    Plant("double-interest", "S’y ajoute le taux de l’intérêt légal."),
    Plant("double-interest", "S’y ajoutent des intérêts au taux légal."),
    Plant("double-interest", "S’y ajoutent les intérêts légaux."),
    Plant("reminder-demand", "Ceci précède une mise en demeure.", REMINDER),
    Plant("reminder-threat", "Payez au plus tard demain.", REMINDER),
    Plant("reminder-threat", "Le tribunal jugera.", REMINDER),
    Plant("reminder-threat", "Une juridiction jugera.", REMINDER),
    Plant("reminder-threat", "Le contentieux suivra.", REMINDER),
    Plant("reminder-threat", "Des poursuites suivront.", REMINDER),
    Plant("reminder-threat", "Ceci est le dernier rappel.", REMINDER),
    Plant("reminder-accessories", "Les pénalités de retard sont dues.", REMINDER),
    Plant("reminder-accessories", "L’indemnité est due.", REMINDER),
    Plant("reminder-accessories", "Les intérêts moratoires sont dus.", REMINDER, PUBLIC),
    Plant("reminder-flat-sum", "Soit 40 euros.", REMINDER),
    Plant("reminder-sums", "Soit {{ statement.total | money }}.", REMINDER),
    Plant("reminder-sums", "Soit {{ statement.interest | money }}.", REMINDER),
    Plant("second-reminder-threat", "Ceci est le dernier rappel."),
    Plant("second-reminder-threat", "Ceci est la dernière relance."),
    Plant("second-reminder-threat", "Le contentieux suivra."),
    Plant("second-reminder-threat", "Des poursuites suivront."),
    Plant("second-reminder-threat", "Un commissaire de justice viendra."),
    Plant("formal-notice-softener", "Sauf erreur, rien n’est payé.", NOTICE),
    Plant("formal-notice-softener", "Nos courriers se sont peut-être croisés.", NOTICE),
    Plant("formal-notice-softener", "Je vous prie de bien vouloir payer.", NOTICE),
    Plant("formal-notice-softener", "Nous vous invitons à payer.", NOTICE),
    Plant("formal-notice-softener", "Nous vous saurions gré de payer.", NOTICE),
    Plant("formal-notice-softener", "Payez dans les meilleurs délais.", NOTICE),
    Plant("formal-notice-threat", "Une saisie suivra.", NOTICE),
    Plant("formal-notice-threat", "Un commissaire de justice viendra.", NOTICE),
    Plant("formal-notice-threat", "Une publication suivra.", NOTICE),
    Plant("formal-notice-threat", "Vos proches le sauront.", NOTICE),
    Plant("formal-notice-threat", "Tous frais à votre charge.", NOTICE),
    Plant("deadline-in-days", "Payez sous huit jours."),
    Plant("deadline-in-days", "Payez sous 15 jours.", NOTICE),
    Plant("deadline-in-days", "Payez d’ici quinze jours.", NOTICE),
    Plant("deadline-in-days", "Payez dans un délai de 8 jours.", NOTICE),
    Plant("deadline-in-days", "Payez sous huitaine.", NOTICE),
    Plant("second-reminder-demand", "Ceci vaut mise en demeure."),
    Plant("second-reminder-demand", "Je vous mets en demeure de répondre."),
    Plant("one-deadline", "Payez avant le {{ letter.deadline | date }}."),
    Plant("bold", "Payez **aujourd’hui**."),
    Plant("before-due", "Le retard se voit.", EARLY),
    Plant("before-due", "La facture est impayée.", EARLY),
    Plant("before-due", "La facture est échue.", EARLY),
    Plant("before-due", "Le délai a expiré.", EARLY, PUBLIC),
    Plant("before-due", "Ceci est une relance.", EARLY),
    Plant("before-due", "Des intérêts courent.", EARLY),
    Plant("before-due", "Une indemnité est due.", EARLY),
    Plant("before-due", "Une pénalité est due.", EARLY),
    Plant("reminder-demand", "Ceci précède une mise en demeure.", EARLY),
    Plant("reminder-threat", "Le tribunal jugera.", CALL),
    Plant("reminder-flat-sum", "Soit 40 euros.", EARLY),
    Plant("reminder-accessories", "L’indemnité est due.", CALL),
    Plant("reminder-sums", "Soit {{ statement.total | money }}.", DISPUTE),
    Plant("consumer-reminder", "Au taux convenu.", OFFER, CONSUMER),
    Plant("dispute-tone", "Ce n’est qu’un prétexte.", DISPUTE),
    Plant("dispute-tone", "Vous êtes de mauvaise foi.", DISPUTE),
    Plant("dispute-tone", "C’est une manœuvre dilatoire.", DISPUTE),
    Plant("dispute-tone", "Vos raisons sont infondées.", DISPUTE),
    Plant("dispute-tone", "Vous contestez abusivement.", DISPUTE),
    Plant("second-reminder-threat", "Un commissaire de justice viendra.", OFFER),
    Plant("second-reminder-threat", "Le contentieux suivra.", ACCESSORIES),
    Plant("second-reminder-demand", "Ceci vaut mise en demeure.", DISPUTE),
    Plant("deadline-in-days", "Payez sous huit jours.", ACCESSORIES),
    Plant("instalments-new-debt", "C’est une nouvelle dette.", OFFER),
    Plant("instalments-new-debt", "Ceci annule et remplace la facture.", OFFER),
    Plant("instalments-credit", "C’est un crédit gratuit.", OFFER, CONSUMER),
    Plant("instalments-credit", "L’emprunteur paie chaque mois.", OFFER, CONSUMER),
    Plant("instalments-credit", "Chaque mensualité compte.", OFFER, CONSUMER),
    Plant("formal-notice-demand", "Je vous mets en demeure.", NOTICE),
    Plant("formal-notice-demand", DEMAND, NOTICE),
]
