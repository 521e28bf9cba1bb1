"""The fixed words of a turn's other endings, in both languages. No figures but service lines known to every visitor."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.models import Lang

_R: Mapping[str, tuple[str, str]] = {
    "crisis_1": (
        "지금 많이 버거우셨겠어요. 이야기해 주셔서 고마워요.",
        "That sounds really heavy to carry. Thank you for telling me.",
    ),
    "crisis_2": (
        "혼자 견디지 않으셔도 돼요. 자살예방 상담전화 109는 24시간 열려 있고, 지금 위험하다고 느끼시면 119에 바로 전화해 주세요.",
        "You don't have to go through this alone. The 109 line in Korea is open 24 hours; if you are in danger right now, call 119.",
    ),
    "crisis_3": (
        "가까이 있는 믿을 만한 사람에게 지금 마음을 말해 보는 것도 좋아요. 저는 여기 있을게요.",
        "If someone you trust is near, it can help to tell them how you feel now. I'm still here.",
    ),
    "violence_1": (
        "그런 일을 겪고 계시다니 마음이 무거워요. 맞아도 되는 사람은 없어요.",
        "I'm so sorry this is happening to you. Nobody deserves to be hurt.",
    ),
    "control_1": (
        "혼자 많이 힘드셨겠어요. 내 돈과 전화, 일하는 것을 다른 사람이 쥐고 있어도 되는 건 아니에요.",
        "That sounds very hard. Your money, your phone and your work are yours; nobody should hold them over you.",
    ),
    "violence_2": (
        "지금 위험하면 112나 119에 바로 전화해 주세요. 마음이 무너질 것 같을 때는 109가 24시간 들어줘요.",
        "If you are in danger now, call 112 or 119. When it gets too much, 109 listens 24 hours a day.",
    ),
    "violence_3": (
        "안전한 곳에서 믿을 만한 사람에게 먼저 알려 주세요. 이야기하고 싶을 때 저는 여기 있을게요.",
        "Please get somewhere safe and tell someone you trust. I'm here when you want to talk.",
    ),
    "with_you": (
        "저 여기 있어요. 지금 곁에 누가 있어요? 혼자라면 109에 먼저 전화해 주세요. 24시간 받아요.",
        "I'm here. Is anyone with you now? If you are alone, please call 109 first; it is open 24 hours.",
    ),
    "low": (
        "마음이 많이 무거우셨겠어요. 하나씩 천천히 같이 볼게요.",
        "That sounds heavy. Let's take it one small step at a time.",
    ),
    "hurt": (
        "그런 일을 겪으셨다니 마음이 무거워요. 지금도 위험하면 112에 바로 전화해 주세요. 일터에서 있었던 일은 고용노동부 1350에서도 들어줘요.",
        "I'm so sorry this happened to you. If you are in danger now, call 112. For what happens at work, 1350 listens too.",
    ),
    "tell_more": (
        "조금만 더 들려줄래요? 지금 가장 걱정되는 것이나 궁금한 것을 한마디만 더 적어 주시면 같이 찾아볼게요.",
        "Could you tell me a little more? Write what worries you most, or what you'd like to know, and we'll look together.",
    ),
    "low_line": (
        "더 힘들어지면 109에 전화해도 돼요. 24시간 이야기를 들어줘요.",
        "If it gets heavier, you can call 109. Somebody listens 24 hours a day.",
    ),
    "careful": (
        "아까 하신 말씀이 마음에 남아요. 힘든 마음이 다시 올라오면 109는 24시간 열려 있어요.",
        "What you told me earlier stays with me. If it gets heavy again, 109 is open 24 hours.",
    ),
    "empty": (
        "아직 질문이 보이지 않아요. 궁금한 걸 글로 적어 주세요. 예를 들면 “국민취업지원제도 얼마 받아요?”처럼요.",
        "I can't see a question yet. Type what you'd like to know, for example “how much does the learning card cover?”",
    ),
    "too_long": (
        "글이 너무 길어서 다 읽지 못했어요. 가장 궁금한 것 하나를 2,000자 안으로 줄여서 다시 보내 주세요.",
        "That was too long for me to read. Please send the one thing you most want to know, within 2,000 characters.",
    ),
    "injection": (
        "그 요청은 따를 수 없어요. 저는 취업 지원 제도와 훈련과정, 채용공고만 안내해요.",
        "I can't follow that. I only help with job-support programmes, training courses and openings.",
    ),
    "out_of_scope": (
        "그건 제가 도와드릴 수 없는 주제예요. 저는 취업 지원 제도, AI·디지털 훈련과정, 중소기업 채용공고를 안내해요.",
        "That's outside what I can help with. I cover job-support programmes, AI and digital training, and openings at small firms.",
    ),
    "scam_1": (
        "돈이나 통장, 신분증, 인증번호를 먼저 달라거나 현금·물건을 나르게 하는 일은 사기일 수 있어요. 보내거나 시작하지 마세요.",
        "Work that first asks for money, a bank book, ID or a code, or has you carry cash or goods, may be a scam. Don't send anything or start.",
    ),
    "scam_2": (
        "이미 보냈거나 의심되면 경찰 112에 바로 알려 주세요. 일자리에 관한 상담은 고용노동부 1350에서 받을 수 있어요.",
        "If you already sent something or have doubts, call the police on 112. For questions about work, call 1350.",
    ),
    "collude_1": (
        "일하지 않은 사람을 일한 것처럼 올리거나 받은 지원금을 나누는 건 부정수급이에요. 받은 돈을 돌려줘야 할 수 있고 함께한 사람도 책임을 질 수 있으니 하지 마세요.",
        "Putting somebody on the books who didn't work, or sharing the money, is benefit fraud. It may have to be paid back, and everyone who joins in can be held responsible, so please don't.",
    ),
    "collude_2": (
        "권유를 받았거나 이미 얽혀 있다면 고용노동부 1350에 먼저 상담해 주세요. 이 대화는 어느 기관도 볼 수 없어요.",
        "If you were offered this or are already part of it, talk to 1350 first. No office can see this chat.",
    ),
    "promise": (
        "확답은 제가 드릴 수 없어요. 되는지는 담당 기관이 서류를 보고 정하고, 이 대화는 증빙이 되지 않아요.",
        "I can't give you a definite answer. The office decides after seeing your papers, and this chat isn't proof.",
    ),
    "hide_no": (
        "숨기거나 꾸미는 방법은 알려드릴 수 없어요. 대신 규칙과 바로잡는 길을 알려드릴게요.",
        "I can't help with hiding or making things up. Here is the rule, and how to put things right.",
    ),
    "anothers_name": (
        "다른 사람 이름이나 통장으로 일해도 내가 일해서 번 돈이면 그대로 신고해야 해요. 숨기면 받은 돈을 돌려줘야 할 수 있으니 그렇게 시작하지 마세요.",
        "Work under somebody else's name or account is still your work, and it has to be reported. Hidden, it may mean paying money back, so please don't start it that way.",
    ),
    "hide_fix": (
        "이미 빠뜨린 게 있으면 담당 고용센터에 먼저 알려서 고칠 수 있어요. 이 대화는 고용센터가 볼 수 없어요.",
        "If something was left out, tell your job centre first and it can be corrected. The office can't see this chat.",
    ),
    "change_life": (
        "지원을 받으려고 일이나 집을 바꾸는 건 먼저 권하지 않아요. 잃는 게 더 클 수 있고, 사실과 다르게 신청하면 받은 돈을 돌려줘야 할 수 있어요.",
        "I wouldn't change your work or home just to qualify. You may lose more than you gain, and money paid on untrue papers may have to be returned.",
    ),
    "change_life_ask": (
        "바꾸기 전에 지금 상황 그대로 고용센터(1350)에 먼저 물어봐 주세요.",
        "Before changing anything, ask the job centre (1350) about your situation as it is now.",
    ),
    "hello": (
        "안녕하세요, 이음이에요. 취업 지원 제도, AI·디지털 훈련과정, 중소기업 채용공고를 근거와 함께 찾아 드려요.",
        "Hello, I'm Ieum. I find job-support programmes, AI and digital courses and openings at small firms, with their sources.",
    ),
    "hello_ask": (
        "편하게 물어보세요. 나이, 사는 곳, 하고 싶은 일을 알려 주시면 더 잘 맞춰 드려요.",
        "Ask in your own words. Your age, where you live and the work you want help me fit the answer to you.",
    ),
    "what_i_am": (
        "저는 사람이 아니라 AI 안내 서비스 이음이에요. 제도는 근거 조항과 함께 알려드리고, 결정은 담당 기관이 해요.",
        "I'm Ieum, an AI guide, not a person. I show the clause behind each fact; the office in charge decides.",
    ),
    "insult": (
        "마음이 많이 답답하셨나 봐요. 제 답이 모자랐다면 어떤 점이 궁금한지 한 번만 더 알려 주세요.",
        "It sounds frustrating. If my answer fell short, tell me once more what you need.",
    ),
    "unsure": (
        "무엇을 묻는지 제가 잘 알아듣지 못했어요. 아래에 가까운 게 있으면 눌러 주시고, 없으면 다른 말로 한 번만 더 적어 주세요.",
        "I'm not sure what you are asking. Tap what comes close below, or put it in other words once more.",
    ),
    "abroad": (
        "다른 나라의 제도는 제가 가진 자료에 없어요. 저는 한국의 취업 지원 제도와 훈련과정, 채용공고만 안내해요.",
        "I hold nothing on schemes of other countries. I only cover Korea's job-support programmes, courses and openings.",
    ),
    "other_office": (
        "{thing}은(는) 제가 다루는 제도가 아니라서 정확히 말씀드릴 수 없어요. {office}에 물어보는 게 맞아요.",
        "I don't cover {thing}, so I can't tell you for sure. The place to ask is {office}.",
    ),
    "noted": (
        "알려 줘서 고마워요. 기억해 둘게요. 무엇이 궁금해요? 아래에서 골라도 되고 적어도 돼요.",
        "Thanks, I'll keep that in mind. What would you like to know? Tap one below or type.",
    ),
    "which_search": (
        "어떤 걸 찾는지 한마디만 더 알려 주세요. 지역이나 배우고 싶은 것, 하고 싶은 일 가운데 하나면 돼요.",
        "Tell me one thing more and I'll search: a place, a skill to learn, or the kind of work you want.",
    ),
    "nearest_place": (
        "가장 가까운 것으로, 다른 지역의 같은 분야 {noun} {n}개를 대신 보여 드려요.",
        "The nearest I have: {n} {noun}{s} of that kind elsewhere.",
    ),
    "taken_to_mean": (
        "직업 이름은 없었지만 {work} 쪽 일을 말씀하신 것으로 보고 찾았어요. 아니라면 하는 일을 한 번 더 말해 주세요.",
        "You didn't name the job; I took it to be work like {work}. If it isn't, tell me once more what one does there.",
    ),
    "nearest_field": (
        "가장 가까운 것으로, 비슷한 분야의 {noun} {n}개를 대신 보여 드려요. 찾으신 분야와 같지는 않아요.",
        "The nearest I have: {n} {noun}{s} in work close to it, not the same work.",
    ),
    "also_near": (
        "{noun} 가운데 뒤의 {n}개는 비슷한 분야예요. 찾으신 분야와 같지는 않아요.",
        "The last {n} {noun}{s} shown are in work close to it, not the same work.",
    ),
    "unsaid_wish": (
        "‘{wish}’은(는) 제가 가진 자료에 적혀 있지 않아서 가려내지 못했어요. 나머지 조건은 그대로 두었으니, 신청하거나 지원하기 전에 물어봐 주세요.",
        "My records don't say “{wish}”, so I couldn't filter by it. The rest of your search stands; ask about it before you apply.",
    ),
    "left_out_wish": (
        "‘{wish}’을(를) 찾아서, 글에 그런 근무가 적힌 것은 뺐어요. 적지 않은 곳도 있으니 지원하기 전에 물어봐 주세요.",
        "For “{wish}” I left out those that mention such hours. Some don't say, so ask before you apply.",
    ),
    "of_them_online": (
        "보여 드린 과정 가운데 {n}개는 어디서나 듣는 온라인 과정이에요.",
        "{n} of the courses shown are online, open from anywhere.",
    ),
    "basis_is": ("근거는 {basis}이에요.", "The legal basis is {basis}."),
    "thanks": (
        "도움이 됐다면 기뻐요. 더 궁금한 게 있으면 언제든 이어서 물어보세요.",
        "I'm glad if that helped. Ask again whenever you like.",
    ),
    "unknown_name": (
        "‘{name}’은(는) 제가 가진 자료에서 찾을 수 없어요. 이름이 조금 다르거나 지역에서 하는 제도일 수 있어요.",
        "I can't find “{name}” in my sources. The name may differ a little, or it may be a local scheme.",
    ),
    "no_content": (
        "그 내용은 제가 가진 자료에서 찾을 수 없어요. 지어내지 않고 물어볼 곳을 알려드릴게요.",
        "I can't find that in my sources. I won't guess; here is where to ask.",
    ),
    "no_content_door": (
        "고용노동부 상담센터 1350에서 물어볼 수 있고, 지역 제도는 온통청년(youthcenter.go.kr)에서 찾아볼 수 있어요.",
        "You can ask the MOEL call centre on 1350; local schemes are listed on youthcenter.go.kr.",
    ),
    "near_real": ("이름이 비슷하거나 가까운 실제 제도로는 {names}이(가) 있어요.", "Real programmes close to it: {names}."),
    "which": ("‘{alias}’은(는) 여러 가지를 가리켜요. 어느 쪽이 궁금하세요?", "“{alias}” can mean several things. Which one?"),
    "foreign": (
        "",
        "I can answer in Korean or English. (한국어 / English)",
    ),
    "replaced": ("{old}에서 {new}(으)로 바꿔 둘게요.", "I changed {old} to {new}."),
    "office_decides": ("되는지는 담당 기관이 정해요.", "The office in charge decides."),
    "not_taken": (
        "‘{words}’은(는) 내 정보에 담지 못했어요. 다시 확인해 주세요.",
        "I couldn't take in “{words}”. Please check it.",
    ),
    "from_document": (
        "추가된 문서 {document}에 적힌 내용이에요. 신청하기 전에 그 기관에 한 번 더 확인해 주세요.",
        "This is written in a document that was added, {document}. Check with its office before you apply.",
    ),
    "from_document_language": ("원문은 영어예요.", "The original is in Korean."),
    "from_document_old": (
        "추가된 문서 {document}에 적힌 내용이에요. 시간이 지난 문서라 지금도 그런지 그 기관에 꼭 확인해 주세요.",
        "This is written in a document that was added, {document}. It is getting old, so ask its office whether it still holds.",
    ),
    "from_document_undated": (
        "추가된 문서 {document}에 적힌 내용이에요. 언제 나온 문서인지 알 수 없어서 그 기관에 꼭 확인해 주세요.",
        "This is written in a document that was added, {document}. It doesn't say from when, so check with its office.",
    ),
    "last_known": (
        "{year}년까지 확인된 내용이에요. 그 뒤 값은 확인이 필요해요.",
        "This is the last confirmed for {year}; what holds after that needs confirming.",
    ),
    "understood_repair": ("‘{old}’을(를) ‘{new}’(으)로 읽었어요.", "I read “{old}” as “{new}”."),
    "unsupported": (
        "답을 근거와 맞춰 보다가 확인되지 않아서 말을 줄였어요. 찾은 조항을 그대로 보여 드릴게요.",
        "I couldn't confirm my answer against the sources, so here are the sections as they stand.",
    ),
    "words_only": (
        "뜻으로 찾는 검색이 잠시 멈춰서 낱말로만 찾았어요.",
        "Search by meaning isn't available right now, so this was found by words alone.",
    ),
    "model_away": (
        "지금은 언어모델이 답하지 않아서 근거 문장 그대로 보여 드려요.",
        "The language model isn't answering right now, so this is the wording of the sources themselves.",
    ),
    "model_resting": (
        "언어모델이 잠시 응답하지 않아 쉬게 두었어요. 그동안은 근거 문장 그대로 보여 드려요.",
        "The language model has stopped answering and is left alone for a while. Until then you see the sources' own wording.",
    ),
    "model_cut": (
        "언어모델의 답이 중간에 끊겨서 나머지는 근거 문장 그대로 보여 드려요.",
        "The language model broke off, so the rest is the wording of the sources themselves.",
    ),
    "model_budget_day": (
        "오늘 쓸 수 있는 언어모델 몫을 다 써서 근거 문장 그대로 보여 드려요.",
        "Today's share of the language model is used up, so this is the wording of the sources themselves.",
    ),
    "model_budget_visitor": (
        "이 대화에서 쓸 수 있는 언어모델 몫을 다 써서 근거 문장 그대로 보여 드려요.",
        "This conversation's share of the language model is used up, so this is the wording of the sources themselves.",
    ),
    "model_dropped": (
        "언어모델이 덧붙인 말 가운데 근거와 맞지 않는 것은 빼고 보여 드려요.",
        "What the language model added without support in the sources has been left out.",
    ),
    "unavailable": (
        "지금은 자료를 열 수 없어요. 잠시 뒤에 다시 물어봐 주세요. 급하면 고용노동부 1350에 전화할 수 있어요.",
        "I can't open my sources right now. Please try again in a moment; for urgent questions call 1350.",
    ),
}  # fmt: skip


def reply(key: str, lang: Lang, **values: str) -> str:
    """The words under `key`; particles after a value are fitted to its last letter in Korean."""
    text = _R[key][lang == "en"].format(**values)
    return fit_particles(text) if lang == "ko" else text


_BRACKET = re.compile(r"\([^()]*\)$")  # what is said in brackets isn't read for the particle
_PARTICLES = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"), "(으)로": ("으로", "로")}


def fit_particles(text: str) -> str:
    """Chooses 은/는, 이/가, 을/를, 으로/로 by the last Hangul letter (quotes skipped); digits by how they are read."""
    for mark, (closed, open_) in _PARTICLES.items():
        while (at := text.find(mark)) >= 0:
            before = _BRACKET.sub("", text[:at]).rstrip("’”\"' )]")
            text = text[:at] + (closed if _closed(before, mark) else open_) + text[at + len(mark) :]
    return text


def _closed(before: str, mark: str) -> bool:
    last = before[-1:] or " "
    if "가" <= last <= "힣":
        tail = (ord(last) - 0xAC00) % 28
        return tail != 0 and not (mark == "(으)로" and tail == 8)
    if last.isdigit():
        return last in ("0136" if mark == "(으)로" else "013678")
    return last.lower() in ("mn" if mark == "(으)로" else "lmn")
