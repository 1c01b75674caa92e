"""Portuguese: what meetings are called."""

from spine.domain.languages.name_forms import MeetingNames
from spine.domain.languages.notation import word_set

MEETING_NAMES = MeetingNames(
    gatherings=(
        "assembleia", "assembleias", "plenaria", "plenario", "reuniao de camara", "conselho de classe",
        "dialogo diario de seguranca",
    ),
    occasions=(
        "retrospectiva", "retrospetiva", "reuniao de lancamento", "reuniao de arranque", "reuniao de abertura",
        "reuniao de encerramento", "briefing", "reuniao de fechamento",
    ),
    bodies=(
        "diretoria", "conselho", "comissao", "comissoes", "comite", "colegiado", "secretariado",
        "mesa diretora", "grupo de trabalho", "gt", "gremio",
        "camara tecnica", "camara municipal", "camara de vereadores", "junta de freguesia",
        "diretorio academico", "centro academico",
        "cipa",
    ),
    kinds=(
        "reuniao", "reunioes", "reu", "encontro", "encontros", "conversa", "sessao", "sessoes", "alinhamento",
        "pre reuniao", "pos reuniao", "ponto", "papo", "oficina",
    ),
    acts=("revisao", "planejamento", "planeamento"),
    groups=word_set(
        """equipe equipes equipa equipas time times squad turma staff socios acionistas cotistas quotistas condominos
        moradores proprietarios inquilinos cooperados cooperadores associados membros pais maes
        encarregados mestres professores docentes alunos departamento setor sector area nucleo turno
        plantao obra lideres lideranca gestao gestores gerentes gerencia coordenacao coordenadores
        supervisores supervisao chefia chefias chefes representantes diretores diretoras administradores
        administracao medicos enfermeiros enfermagem motoristas operadores voluntarios familia familias
        sindicato fornecedores produtores jogadores treinadores editores redatores diretoria direcao
        conselho comissao comite junta colegiado sprint celula tribo capitulo pessoal galera parceiros
        trabalhadores colaboradores funcionarios associacao clube cooperativa condominio corpo brigada
        cipa gt congregacao banca bancada gremio vereadores deputados vogais confrades irmandade"""
    ),
    fields=word_set(
        """operacao operacoes producao vendas comercial financeiro financeira marketing rh ti juridico compras
        manutencao logistica engenharia qualidade suporte atendimento redacao cozinha loja filial armazem
        seguranca expedicao contabilidade projetos produto tecnologia pesquisa clinica pedagogica
        laboratorio"""
    ),
    frequencies=word_set(
        """diaria diario semanal semanais quinzenal quinzenais mensal mensais bimestral trimestral trimestrais
        quadrimestral semestral semestrais anual anuais"""
    ),
    qualities=word_set(
        "geral gerais extraordinaria extraordinario ordinaria ordinario plenaria inaugural fiscal pedagogica"
    ),
    further_qualities=word_set(
        """conjunta conjunto interna interno especial matinal matutina vespertina noturna municipal municipais paroquial
        distrital estadual nacional regional"""
    ),
    of_words=word_set(
        """de do da dos das entre"""
    ),
    place_words=word_set("em na no nas nos durante"),
    agenda_phrases=(
        "ponto de situacao", "ordem do dia", "ordem de trabalhos", "ordem dos trabalhos", "folha de pauta",
        "lista de assuntos",
    ),
    adjectives_follow=True,
)  # fmt: skip
