"""Portuguese: what titles of suggested workstreams are made of, and verbs, which they are not made of."""

import re

from spine.domain.languages.notation import word_set
from spine.domain.languages.pack import TitleWords
from spine.domain.languages.portuguese.words import DEFINITE_ARTICLES

_PREPOSITIONS = word_set("de da do das dos e a ao aos em no na nos nas com para por")
_VERBS = word_set(
    """ser ter ver dar ir vir por fazer dizer poder dever querer saber haver trazer manter obter conter deter reter
    prever rever reaver resolver desenvolver devolver envolver entender atender estender depender defender fornecer
    estabelecer receber responder escrever descrever promover remover mover oferecer escolher recolher vender aprender
    preencher perceber conhecer reconhecer acontecer ocorrer correr recorrer concorrer esquecer permanecer aparecer
    esclarecer fortalecer ler crer converter inserir perder exceder proceder suceder ceder conceder temer viver meter
    submeter prometer comprometer transferir romper interromper sofrer morrer nascer crescer merecer caber valer
    requerer beber comer comprar expor propor compor dispor repor impor supor sair cair usar"""
)
_VERB_FORMS = word_set(
    """cai caem precisa precisam vai vao quer querem pode podem fica ficam segue seguem falta faltam permite permitem
    envia enviam usa usam aprova define inclui incluem depende dependem exige exigem existe existem indica indicam
    apresenta apresentam sugere sugerem propoe fazer feito feita feitos feitas dito dita tido sendo fez fizeram deu
    disse disseram foram teve tiveram ficou quis trouxe veio vieram pediu pediram faz fazem diz dizem ha houve
    consegue conseguem acha acham sabe sabem espera esperam aguarda aguardam informa informam avalia mantem recebe
    recebem entra entram passa passam leva levam traz trazem chega chegam parece parecem comeca comecam continua
    continuam termina terminam vence vencem cobre cobrem reduz reduzem aumenta aumentam aceita aceitam confirma
    confirmam assina assinam migra migram valida validam revisa revisam contrata contratam entregam testa testam
    publicam prepara preparam cria criam"""
)
_VERB_ENDING = re.compile(
    r"(?<=..)(?:(?<!e)ar|(?<![ao])ir|ou|iu|aram|eram|iram|ando|endo|indo|amos|emos|imos|arao|erao|irao|avam?)$"
    r"|(?:qu|ch|ej|ur|om|ap)ear$|mente$"
)
_NO_VERBS = word_set(
    """radar calendar bar car webinar seminar dollar dolar celular escolar familiar hospitalar militar lugar similar
    regular popular particular preliminar solar nuclear modular circular titular pilar star sugar altar avatar mar
    molecular muscular ocular tubular vascular grammar pillar collar scholar guitar jar war tar binar lunar polar
    elixir souvenir comando dividendo adendo contrabando ramos termos you demos memos supremos extremos patamar
    exemplar jantar hangar angular insular secular singular auxiliar bilinear cesar oscar edgar qatar dakar gibraltar
    vladimir kashmir emir clave chave enclave nave grave escrava brava"""
)


def is_verb(word: str) -> bool:
    """Whether a folded word is a form of a Portuguese verb, or an adverb, by its ending and by lists."""
    if word in _VERBS or word in _VERB_FORMS:
        return True
    return bool(_VERB_ENDING.search(word)) and word not in _NO_VERBS


TITLE_WORDS = TitleWords(
    verb_tests=(is_verb,),
    vague_words=word_set(
        """acima abaixo aberto aberta abertos abertas acordo ainda alem alguns antes anterior apenas area aspecto
        aspectos atual atualmente bem bom boa cada caso certa certo cinco coisa coisas demais diferente diferentes dia
        dias disponivel diversas diversos durante enquanto especifico exemplo fato facto fim forma formas fora frente
        geral gente grande grandes hoje importante inicial inicio lado leva lugar maior maiores mais maneira mediante
        melhor melhores menor menos mes meses modo momento momentos necessaria necessario nova novas novo novos numero
        nunca ontem parte partir passado pena pequeno pessoal pessoas pessoa poder ponto pontos porem portanto possivel
        pouco pouca primeira primeiro principal principais problema problemas qualquer quanto quantidade quase quatro
        questao questoes relacao relacionado segundo semana semanas sempre si sim sobre somente tal tipo tipos tres
        ultima ultimo usar uso varias varios vez vezes amanha ano anos junto atraves conforme feira jeito tanto ate
        pro r rs sr sra"""
    ),
    units=word_set(
        """cento porcento reais euro euros dolares milhao milhoes bilhao bilhoes tonelada toneladas quilo quilos litro
        litros metros hectares graus"""
    ),
    verbs_of_saying=word_set(
        """acha achou acredita afirma afirmou apresentou argumentou avisou comentou concordou destacou discutiu disse
        diz explicou falou informou lembrou mencionou pediu perguntou propos questionou relatou respondeu ressaltou
        sugere sugeriu"""
    ),
    articles=DEFINITE_ARTICLES - _PREPOSITIONS,
    prepositions=_PREPOSITIONS,
)
