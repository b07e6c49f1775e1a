"""What the page of checks says of each check that is no rule of wording: what it finds, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

FOUND: Mapping[str, tuple[str, str]] = {
    "files": ("un fichier qui manque, qui est de trop ou qui ne se lit pas", "renommez-le, déplacez-le ou ajoutez-le"),
    "front-matter": ("un en-tête qui manque, ou qui n’est pas fermé", "mettez « --- » avant et après les clés"),
    "schema": (
        "une clé inconnue, absente, ou de mauvaise forme",
        "prenez-la sur la page « La langue des lettres »",
    ),
    "language": ("une balise, un filtre ou un caractère hors du langage", "écrivez ce que le message propose"),
    "types": (
        "un champ inconnu, ou qui peut manquer",
        "corrigez son nom, ou mettez « is given » autour",
    ),
    "fields": ("un champ mal décrit dans fields.yml", "donnez-lui un libellé et un type, une seule fois"),
    "advice": ("une situation sans réponse dans advice.yml, ou une lettre qui ne lui va pas", "complétez la table"),
    "example-refused": ("un exemple dont on ne peut pas faire de lettre", "corrigez le dossier d’après le message"),
    "expected": ("un texte attendu absent, ou différent", "relisez la lettre, puis lancez « relance accept »"),
    "unread-branch": ("un passage qui ne paraît dans aucun exemple", "ajoutez un exemple qui le fait paraître"),
    "yaml-syntax": ("un fichier YAML mal formé", "vérifiez les guillemets et les retraits de la ligne dite"),
    "yaml-duplicate-key": ("deux fois la même clé", "gardez l’une des deux"),
    "yaml-alias": ("un alias YAML", "répétez la valeur"),
    "yaml-anchor": ("une ancre YAML", "retirez-la"),
    "yaml-character": ("un caractère invisible", "effacez-le, et enregistrez en UTF-8"),
    "yaml-depth": ("trop de niveaux emboîtés", "simplifiez le fichier"),
    "yaml-documents": ("un second document dans le fichier", "retirez la ligne « --- » de trop"),
    "yaml-key": ("une clé qui n’est pas un nom simple", "écrivez un nom, sans liste ni groupe"),
    "yaml-merge": ("une fusion « << »", "recopiez les clés"),
    "yaml-size": ("un fichier trop gros", "découpez-le"),
    "yaml-tag": ("une étiquette YAML", "retirez-la, ou mettez le texte entre guillemets"),
    "vocabulary": ("un client ou un envoi de trop dans vocabulary.yml, ou qui y manque", "retirez-le, ou ajoutez-le"),
    "word": ("une étape, un ton, un client ou un envoi hors de vocabulary.yml", "prenez un mot de la liste"),
    "question": ("une question mal décrite, ou au défaut impossible", "corrigez-la d’après le message"),
    "unused-question": ("une question dont rien ne lit la réponse", "employez la réponse, ou retirez la question"),
    "repealed-article": ("un article abrogé ou renuméroté", "citez l’article que le message donne"),
    "legal-basis": ("un article cité sans figurer dans « legal_basis »", "ajoutez-le, avec le jour où vous l’avez lu"),
    "unused-clause": ("une clause qu’aucune lettre n’emploie", "employez-la, ou retirez-la"),
    "clause-regime": (
        "une clause lue par un client qui n’est pas le sien",
        "mettez une condition sur le client",
    ),
    "optional-clause": ("une clause facultative qui paraît sans qu’on l’ait voulue", "entourez-la d’une question"),
    "contract-enclosure": ("le contrat invoqué sans être joint", "ajoutez le contrat aux pièces"),
    "example": ("un régime sans exemple, ou un exemple de trop", "un exemple au moins par client servi"),
    "released": ("un texte publié qui a changé sous le même numéro", "donnez une nouvelle version, et dites-le"),
    "released-id": ("une lettre publiée qui a disparu ou changé de nom", "rendez-lui son nom"),
    "kept-version": ("le texte d’une version publiée qui manque ou a changé", "remettez-le comme il était publié"),
    "schemas": ("un schéma qui n’est plus celui du catalogue", "lancez « relance schemas »"),
    "typography": ("une apostrophe droite, un guillemet anglais, une espace sécable", "lancez « relance check --fix »"),
    "placeholder": ("un passage laissé à compléter", "écrivez-le, ou retirez-le"),
    "key-order": ("des clés dans un autre ordre", "lancez « relance check --fix »"),
    "trailing-space": ("une espace au bout d’une ligne", "lancez « relance check --fix »"),
    "broken-link": ("un lien vers une page ou un titre qui n’existe pas", "corrigez l’adresse"),
    "unused-field": ("un champ calculé que rien ne calcule ni ne lit", "corrigez son nom, ou retirez-le"),
}
