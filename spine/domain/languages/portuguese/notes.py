"""Portuguese: notes on an agenda."""

from spine.domain.languages.note_forms import NoteWording

NOTES = NoteWording(
    unknown_organisation="Nenhuma organização se chama “{}”; por isso nada foi planejado.",
    ambiguous_organisation="Mais de uma organização tem o nome pedido; esta pauta é de {organisation}.",
    ambiguous_organisation_only="Mais de uma organização se chama “{}”; por isso nada foi planejado. Informe um id.",
    other_organisations="Esta pauta é só de {organisation}, e não de {others}.",
    unknown_party="“{name}” não consta dos registros; a pauta é para {organisation}.",
    unknown_party_only="Nenhuma organização, pessoa ou frente de trabalho se chama “{}”; por isso nada foi planejado.",
    unknown_person="Ninguém chamado “{name}” é conhecido em {organisation}.",
    ambiguous_person="“{name}” pode ser {people}; diga o nome completo.",
    nothing_of_people="Não há nada em aberto de {people}.",
    nothing_of_people_about="Nada de {people} trata de “{subject}”; estas são as outras pendências.",
    subject_not_found="Nada foi encontrado sobre “{}”; estas são as prioridades.",
    subject_unmatched="Nenhuma frente de trabalho trata de “{}”; por isso nada foi planejado.",
    no_workstreams="Não há frentes de trabalho para planejar.",
    clamped="Uma reunião tem de {least} a {most} minutos; foram planejados {minutes}.",
    no_time="“{}” não é um horário e foi ignorado.",
    no_span="“{}” não termina depois de começar; só o início foi lido.",
    no_date="“{}” não é uma data e foi ignorada.",
    time_zone="O horário foi lido em UTC: a organização não tem fuso horário.",
    date_order="A data foi lida como {date}.",
    alternatives="ou",
    conjunction="e",
)
