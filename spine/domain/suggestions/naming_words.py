"""Words that name what a fact is about: no verbs, adverbs, numbers or words that say nothing."""

import re
from functools import cache

from spine.domain.stopwords import MEETING_WORDS
from spine.domain.text import fold, is_content, stem, words

_PORTUGUESE_VERBS = frozenset(
    """ser ter ver dar ir vir por fazer dizer poder dever querer saber haver trazer manter obter conter
    deter reter prever rever reaver resolver desenvolver devolver envolver entender atender estender
    depender defender fornecer estabelecer receber responder escrever descrever promover remover mover
    oferecer escolher recolher vender aprender preencher perceber conhecer reconhecer acontecer ocorrer
    correr recorrer concorrer esquecer permanecer aparecer esclarecer fortalecer ler crer converter
    inserir perder exceder proceder suceder ceder conceder temer viver meter submeter prometer
    comprometer transferir romper interromper sofrer morrer nascer crescer merecer caber valer requerer
    beber comer comprar expor propor compor dispor repor impor supor sair cair usar""".split()
)
_PORTUGUESE_FORMS = frozenset(
    """cai caem precisa precisam vai vao quer querem pode podem fica ficam segue seguem falta faltam
    permite permitem envia enviam usa usam aprova define inclui incluem depende dependem exige exigem
    existe existem indica indicam apresenta apresentam sugere sugerem propoe fazer feito feita feitos
    feitas dito dita tido sendo fez fizeram deu disse disseram foram teve tiveram ficou quis trouxe veio
    vieram pediu pediram faz fazem diz dizem ha houve consegue conseguem acha acham sabe sabem espera
    esperam aguarda aguardam informa informam avalia mantem recebe recebem entra entram passa passam
    leva levam traz trazem chega chegam parece parecem comeca comecam continua continuam termina
    terminam vence vencem cobre cobrem reduz reduzem aumenta aumentam aceita aceitam confirma confirmam
    assina assinam migra migram valida validam revisa revisam contrata contratam entregam testa testam
    publicam prepara preparam cria criam""".split()
)
_PORTUGUESE_ENDING = re.compile(
    r"(?<=..)(?:(?<!e)ar|(?<![ao])ir|ou|iu|aram|eram|iram|ando|endo|indo|amos|emos|imos|arao|erao|irao|avam?)$"
    r"|(?:qu|ch|ej|ur|om|ap)ear$|mente$"
)
_NOT_PORTUGUESE_VERBS = frozenset(
    """radar calendar bar car webinar seminar dollar dolar celular escolar familiar hospitalar militar
    lugar similar regular popular particular preliminar solar nuclear modular circular titular pilar
    star sugar altar avatar mar molecular muscular ocular tubular vascular grammar pillar collar scholar
    guitar jar war tar binar lunar polar elixir souvenir comando dividendo adendo contrabando ramos
    termos you demos memos supremos extremos patamar exemplar jantar hangar angular insular secular
    singular auxiliar bilinear cesar oscar edgar qatar dakar gibraltar vladimir kashmir emir clave chave
    enclave nave grave escrava brava""".split()
)
_ENGLISH_VERBS = frozenset(
    """expire renew drive achieve accept act add address admit adopt advise agree aim allow announce
    answer appear apply approve argue arrange ask assign assume attempt attend avoid become begin
    believe bring build buy call carry cause change choose clarify close collect come compare complete
    concern conclude confirm consider contact contain continue convince cover deal decide define deliver
    depend describe determine discuss do download draft draw drop emphasize enable encourage ensure
    estimate evaluate examine exist expect explain explore express face feel fill find finish fix focus
    force gather get give go guarantee handle happen hear hire hold hope identify imply improve include
    increase indicate inform insist intend introduce investigate invite involve join keep know lack
    launch lead learn leave let like listen look lose maintain make manage mean meet mention migrate
    mind miss move need notice obtain offer open order outline pay point postpone prefer prepare present
    prevent proceed propose prove provide publish pursue put raise reach read realise realize receive
    recommend reduce refer reflect reject rely remain remember remind remove reply report request
    require resolve respond run say see seem sell send set share show sign solve speak specify spend
    start state stay stop stress submit suggest supply suppose take talk tell tend think thank throw
    train treat try turn understand update upgrade use validate visit wait walk want warn wish wonder
    work worry write accommodate adapt adjust analyse analyze anticipate assist attract bleep compile
    comprise conduct confuse contribute convey cope create derive designate detect develop differ
    disseminate distinguish elaborate eliminate emphasise employ enhance exceed facilitate favour foster
    fulfil generate grow hesitate highlight illustrate impair implement incorporate inspire integrate
    invent measure merge mitigate omit optimise optimize outweigh oversee perform persuade preserve
    profile progress prompt protect quantify recognise recognize reconsider refuse relate replace
    represent resemble restrict retain reveal satisfy seek select shape simplify strengthen succeed suit
    support suspect tackle transcribe undertake utilise utilize verify widen""".split()
)
_NAMES_TOO = frozenset(
    """lead offer estimate cover fix notice cause start process change report request order supply train
    share state work contact focus concern launch point address draft update upgrade face mind deal act
    stress buy need visit force control design display measure progress profile prompt shape support
    suit""".split()
)
_ONLY_VERBS = _ENGLISH_VERBS - _NAMES_TOO
_NOT_FORMS = frozenset(
    """hiring reporting writing reading drawing opening closing understanding screening meeting training
    supporting funding spending building finding feeling planning""".split()
)
_ENGLISH_PAST = frozenset(
    """said told thought felt found made gave went got took came saw knew kept left held led brought
    meant met ran began chose wrote spoke understood heard built bought sold sent spent paid lost became
    drew done given taken seen known shown written chosen gone gotten put thrown drawn begun going""".split()
)
_NOT_PAST = frozenset(
    """need speed feed seed embed breed greed hundred bed red shed unified biomed infrared fred""".split()
)
_NOT_ADVERBS = frozenset("family supply assembly reply july anomaly monopoly italy ally rally".split())
_VAGUE = frozenset(
    """able actual additional alternative another appropriate available bad basic best better big case
    certain clear common complete current different difficult due easy either enough entire especially
    etc even ever every everybody everyone everything example extra fact far final fine first full
    general get good great hard high idea important instance kind large last late later least less like
    likely little long lot main major many maybe moment much necessary never new nice number often old
    one ones open opposed original other overall part past people per perhaps person piece place
    possible potential present previous problem quite rather real really reason recent regard regarding
    relevant remaining right same second several short side similar simple small something sort specific
    still stuff sure terms thing things third times today tomorrow total type upper use useful various
    vary way ways week weeks well whole wide yes yesterday yet two three four five six seven eight nine
    ten half basis bases work day days month months year years back according since although though
    however whereas hence thus therefore despite via versus already almost always anything nothing
    someone nobody together around across along among within towards toward whose us them whatever
    whenever instead else okay um uh yeah hmm regards couple bit kinds lots parts places numbers sides
    types pieces ideas reasons cases examples areas problems alternatives others cannot alongside acima
    abaixo aberto aberta abertos abertas concerning true false mr mrs ms dr sr sra following prior
    latter former certainly done apart above below deeper respective respectively unable necessity
    aspect aspects particular detail details acordo ainda alem alguns antes anterior apenas area aspecto
    aspectos atual atualmente bem bom boa cada caso certa certo cinco coisa coisas demais diferente
    diferentes dia dias disponivel diversas diversos durante enquanto especifico exemplo fato facto fim
    forma formas fora frente geral gente grande grandes hoje importante inicial inicio lado leva lugar
    maior maiores mais maneira mediante melhor melhores menor menos mes meses modo momento momentos
    necessaria necessario nova novas novo novos numero nunca ontem parte partir passado pequeno pessoal
    pessoas pessoa poder ponto pontos porem portanto possivel pouco pouca primeira primeiro principal
    principais problema problemas qualquer quanto quantidade quase quatro questao questoes relacao
    relacionado segunda segundo semana semanas sempre si sim sobre somente tal terca tipo tipos tres
    ultima ultimo usar uso varias varios vez vezes amanha ano anos junto atraves conforme sexta quinta
    quarta sabado domingo feira jeito tanto ate pro janeiro fevereiro marco abril maio junho julho
    agosto setembro outubro novembro dezembro r rs ok eg ie january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday""".split()
)
LONGEST_WORD = 40
"""Longer ones are addresses and codes; so titles and tags keep within what a workstream may hold."""
_SAYING_NOTHING = MEETING_WORDS | _VAGUE
_NUMBER = re.compile(r"\d[\d.,]*(?:h|min|k|m|s|x|th|nd|rd|st)?$")


def named(text: str) -> list[str]:
    """The stems of what a text names, numbers included, in order, repeated as often as they stand there."""
    return [stem(word) for word in words(text) if is_content(word) and _says_something(word)]


@cache
def names_a_thing(word: str) -> bool:
    """Whether a word, as it is written, can stand in a title: it names something and is no number or code."""
    folded = fold(word)
    return (
        1 < len(folded) <= LONGEST_WORD and is_content(folded) and _says_something(folded) and not _NUMBER.match(folded)
    )


@cache
def _says_something(folded: str) -> bool:
    return folded not in _SAYING_NOTHING and not is_verb(folded)


def is_verb(folded: str) -> bool:
    """Whether a folded word is a form of a verb or an adverb, by its ending and by tables of common ones."""
    return _is_portuguese_verb(folded) or _is_english_verb(folded)


def _is_portuguese_verb(word: str) -> bool:
    if word in _PORTUGUESE_VERBS or word in _PORTUGUESE_FORMS:
        return True
    return bool(_PORTUGUESE_ENDING.search(word)) and word not in _NOT_PORTUGUESE_VERBS


def _is_english_verb(word: str) -> bool:
    if word in _ENGLISH_PAST or (word.endswith("ed") and word not in _NOT_PAST):
        return True
    if word.endswith("ly") and word not in _NOT_ADVERBS:
        return True
    if word.endswith("ing"):
        bases = {word[:-3], word[:-3] + "e", word[:-4]}
        return word not in _NOT_FORMS and not _ENGLISH_VERBS.isdisjoint(bases)
    return not _ONLY_VERBS.isdisjoint({word, word.removesuffix("s"), word.removesuffix("es")})
