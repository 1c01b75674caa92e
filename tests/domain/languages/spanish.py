"""A small Spanish pack: about the least that a language takes. Spine does not have it; the tests add it to a copy."""

from spine.domain.fact_types import Group
from spine.domain.languages.notation import numbered_from, word_set
from spine.domain.languages.pack import Detection, Pack, Vocabulary, Wording
from spine.domain.languages.request_forms import Cues, MeetingLengths, RequestWords, TimeWords

PACK = Pack(
    tag="es-ES",
    wording=Wording(
        headings={
            Group.GOALS: "Objetivos",
            Group.DECISIONS: "Decisiones",
            Group.RISKS: "Riesgos",
            Group.ACTIONS: "Acciones",
            Group.QUESTIONS: "Preguntas abiertas",
            Group.CONTEXT: "Contexto",
        },
        alignments="Alineación",
        open_questions="Cuestiones abiertas",
        next_steps="Próximos pasos",
        carried_over="Pendientes",
        meeting_about="Reunión: {}",
        meeting_with="Reunión {}",
        top_priorities="Prioridades {}",
        minutes="{} min",
        evidence="(evidencia: {})",
        owner="responsable: {}",
        due="plazo: {}",
        overdue="vencido",
        due_soon="vence pronto",
        from_last_meeting="de la última reunión",
        subject_not_found="No se encontró nada sobre “{}”; estas son las prioridades.",
        no_facts="Todavía no hay hechos para este orden del día.",
        date="{day}/{month}/{year}",
        snapshot="{workstreams} frentes ({red} en rojo, {yellow} en amarillo, {green} en verde); {stale} sin cambios "
        "desde hace {days} días o más; {empty} sin hechos; {overdue} acciones vencidas.",
    ),
    detection=Detection(
        telling_words=word_set("reunion junta hablar manana lunes martes miercoles jueves viernes quiero necesito"),
        own_letters="ñ¿¡",
        accented_letters="áéíóú",
        endings=("cion", "ciones", "mente"),
    ),
    vocabulary=Vocabulary(
        stop_words=word_set("el la los las un una de del y en con por para que se su sobre al es son nuestro"),
        meeting_words=word_set("reunion reuniones junta juntas"),
        negations=word_set("no nunca sin"),
    ),
    requests=RequestWords(
        asking=word_set("quiero necesito organiza prepara"),
        meeting_nouns=word_set("reunion junta"),
        articles=word_set("el la los las un una"),
        determiners=word_set("el la los las un una nuestro"),
        conjunctions=word_set("y"),
        links=word_set("el la los las de del y con para"),
        with_words=word_set("con"),
        party_signs=word_set("con"),
        party_articles=word_set("el la"),
    ),
    cues=Cues(topics=(r"sobre", r"acerca\s+de"), acts=("hablar", "discutir"), purposes=("para",)),
    times=TimeWords(
        units={"una": 1, "dos": 2, "tres": 3},
        ands=word_set("y"),
        halves=word_set("media"),
        hours=word_set("hora horas"),
        minutes=word_set("minuto minutos"),
        minutes_after_and=word_set("y"),
        at=frozenset(("a las",)),
        afternoons=frozenset(("de la tarde",)),
        day_offsets={"manana": 1, "pasado manana": 2},
        weekdays=numbered_from(0, "lunes martes miercoles jueves viernes sabado domingo"),
        day_leads=word_set("el"),
    ),
    meeting_lengths=MeetingLengths(leads=("durante",), prepositions=word_set("de por"), links_after=("con", "sobre")),
)
