"""Portuguese: how people are named in a request, and what is asked of them."""

from spine.domain.languages.name_forms import PeopleWords
from spine.domain.languages.notation import phrase_set, word_set

PEOPLE_WORDS = PeopleWords(
    one_to_ones=(
        r"1\s?[:-]\s?1s?", r"1\s?a\s?1", r"1\s?x\s?1", r"um\s+a\s+um", r"um\s+para\s+um", r"um\s+pra\s+um",
        r"frente\s+a\s+frente", r"cara\s+a\s+cara", r"a\s+sos",
    ),
    titles=word_set(
        """dr dra doutor doutora sr sra senhor senhora dona seu prof profa professor professora eng enga arq enf
        enfermeiro enfermeira padre"""
    ),
    particles=word_set("de da do dos das e"),
    tasks=word_set(
        """pendencia pendencias tarefa tarefas acao acoes entrega entregas compromisso compromissos afazeres
        responsabilidades encargos deveres demandas atividades promessas atrasos pontos itens coisas lista pendentes"""
    ),
    task_qualities=word_set(
        """aberto aberta abertos abertas pendente pendentes atrasado atrasada atrasados atrasadas vencidas vencidos
        urgentes restantes atuais ultimas ultimos todas todos proprias em por fazer"""
    ),
    questions=word_set("que quais qual oque tudo alguma algum algo"),
    owing=word_set(
        """deve devem devendo falta faltam pendente pendentes aberto aberta atrasado atrasada prometeu prometeram
        ficou ficaram entregar fazer cumprir concluir resolver mao maos pendencias tarefas devia cobrar
        entregou"""
    ),
    owing_phrases=phrase_set("tem que, tem de"),
    owing_company=word_set(
        """ainda ta to tem esta estao ficou ficaram entregar entregou fazer fez faz resolver concluir cumprir
        responsavel responsabilidade mao maos cargo conta gente nos me lhe pra ate agora hoje tarefas
        pendencias coisas coisa acabar terminar mandar enviar dar falta por e"""
    ),
    owners=word_set("com atribuidas atribuidos ao aos"),
    pronouns=word_set("dela dele delas deles ela ele elas eles sua suas seu seus"),
    everyday_names=word_set(
        """rosa domingos abril vitoria clara aurora esperanca gloria graca luz sol flor jasmim margarida violeta perola
        rubi safira linda bela mar dores socorro piedade conceicao prazeres anjos reis santos ramos campos branca
        amado leal franco bento justo modesto valente claro leite pinto carneiro coelho pereira oliveira nogueira
        silveira costa serra prado rocha ribeiro lago fontes ferreira machado guerra paz cruz lima barros matos neves
        porto castelo pires frade monteiro pastor cordeiro lobo falcao pombo figueira macieira laranjeira couto vale
        moreira salvador cardoso bicho bom belo alves magalhaes marco marcos feliz primo celeste estrela alba"""
    ),
)  # fmt: skip
