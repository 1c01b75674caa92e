"""A small Spanish pack: about the least that a language takes. Spine does not have it; the tests add it to a copy."""

from dataclasses import fields

from spine.domain.fact_types import Kind
from spine.domain.languages.notation import numbered_from, word_set
from spine.domain.languages.note_forms import NoteWording
from spine.domain.languages.pack import Detection, Pack, Vocabulary, Wording
from spine.domain.languages.request_forms import Cues, MeetingLengths, RequestWords, TimeWords

PACK = Pack(
    wording=Wording(
        headings={
            Kind.DECIDE: "Por decidir",
            Kind.RISKS: "Riesgos",
            Kind.ACTIONS: "Acciones",
            Kind.QUESTIONS: "Preguntas abiertas",
            Kind.GOALS: "Objetivos",
            Kind.STATUS: "Situación",
            Kind.DECIDED: "Decidido",
            Kind.ALSO: "También",
        },
        carried_over="Pendientes",
        other_open_items="Otros pendientes",
        if_time_remains="Si queda tiempo",
        meeting_about="Reunión: {}",
        meeting_with="Reunión {}",
        priorities="{}: prioridades",
        one_to_one="1:1: {}",
        open_items_of="{}: pendientes",
        minutes="{} min",
        minutes_needed="Lo pedido necesita unos {}.",
        evidence="(evidencia: {})",
        owner="responsable: {}",
        due="plazo: {}",
        overdue="vencido",
        due_soon="vence pronto",
        overdue_by="vencido hace {} días",
        overdue_by_a_day="vencido hace 1 día",
        due_today="vence hoy",
        due_tomorrow="vence mañana",
        due_on="vence el {}",
        due_in="vence en {} días",
        due_before_the_meeting="vence antes de la reunión",
        due_at_the_meeting="vence el día de la reunión",
        decision_pending="decisión pendiente",
        said_in_meetings="dicho en {} reuniones",
        moved="plazo cambiado",
        from_last_meeting="de la última reunión",
        empty_agenda="No hay hechos que mostrar.",
        left_out="Sin tiempo: {}",
        further_left_out="y {} más",
        absent="no participa",
        made_on="Situación del {}",
        date="{day}/{month}/{year}",
        long_date="{weekday}, {day_number} de {month_name} de {year}",
        month_names=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        weekday_names=tuple("lunes martes miércoles jueves viernes sábado domingo".split()),
        snapshot="{workstreams} frentes ({red} en rojo, {yellow} en amarillo, {green} en verde); {stale} sin cambios "
        "desde hace {days} días o más; {empty} sin hechos; {overdue} acciones vencidas.",
    ),
    notes=NoteWording(
        **{field.name: "" for field in fields(NoteWording)} | {"subject_not_found": "No se encontró nada sobre “{}”."}
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
