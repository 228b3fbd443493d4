# ruff: noqa: E501  (a paragraph of a page is a line)
"""Pages in the styles 9 and 10: labels told by their type, or by the signs of other languages. All are invented."""

from __future__ import annotations

from pages import ASKED, BRIDGE, FERRY, PILOTS, REPLY, House, a, page, q, s

SIGNS = (
    House(
        style="09 bold without any separator",
        content=page(
            "Interview with Ana Ilic",
            f"<p><strong>Question</strong> {ASKED}</p>",
            f"<p><strong>Ana Ilic</strong> {BRIDGE}</p>",
            f"<p><strong>Question</strong> {PILOTS}</p>",
            f"<p><strong>Ana Ilic</strong> {REPLY}</p>",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="09 small capitals",
        content=page(
            "Interview with Ana Ilic",
            *(
                f'<p><span style="font-variant: small-caps">{who}</span> {said}</p>'
                for who, said in (
                    ("Question.", ASKED),
                    ("Ana Ilic.", BRIDGE),
                    ("Question.", PILOTS),
                    ("Ana Ilic.", REPLY),
                )
            ),
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="09 terms of a definition list",
        content=page(
            "Regierungspressekonferenz mit Ministerin Ana Ilic",
            "<dl><dt>Frage</dt><dd>Wird die Brücke vor dem Winter geöffnet, Frau Ministerin?</dd>"
            "<dt>Ilic</dt><dd>Sie wird geöffnet, wenn sie trocken ist. Wir haben hundert Jahre gewartet, und wir können warten, bis die "
            "Farbe auf dem Geländer trocken ist.</dd><dt>Frage</dt><dd>Und die Lotsen der alten Fähre?</dd><dt>Ilic</dt><dd>Die Lotsen "
            "bleiben. Wir haben es ihnen schriftlich versprochen, und ich habe es selbst unterschrieben.</dd></dl>",
            lang="de",
        ),
        turns=(
            q("Wird die Brücke"),
            a("Ana Ilic", "Sie wird geöffnet", 0),
            q("Und die Lotsen"),
            a("Ana Ilic", "Die Lotsen bleiben", 2),
        ),
        labels={0: "Frage", 1: "Ilic"},
    ),
    House(
        style="09 cells of a table",
        content=page(
            "Interview with Ana Ilic",
            "<table>"
            + "".join(
                f"<tr><td>{who}</td><td>{said}</td></tr>"
                for who, said in (("Q:", ASKED), ("Ana Ilic:", BRIDGE), ("Q:", PILOTS), ("Ana Ilic:", REPLY))
            )
            + "</table>",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="09 headings",
        content=page(
            "Interview with Ana Ilic",
            *(
                f"<h3>{who}</h3><p>{said}</p>"
                for who, said in (
                    ("Journalist", ASKED),
                    ("Ana Ilic", BRIDGE),
                    ("Journalist", PILOTS),
                    ("Ana Ilic", REPLY),
                )
            ),
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="09 divisions of their own",
        fails="layout: short labels in boxes of their own are furniture, so the body is one answer",
        content=page(
            "Interview with Ana Ilic",
            *(
                f'<div class="row"><div class="who">{who}</div><div class="said">{said}</div></div>'
                for who, said in (
                    ("Journalist", ASKED),
                    ("Ana Ilic", BRIDGE),
                    ("Journalist", PILOTS),
                    ("Ana Ilic", REPLY),
                )
            ),
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="10 Japanese round brackets",
        fails="style: an office in round brackets is not believed, though （問） is of its family",
        content=page(
            "深堀報道官会見記録",
            "（問）橋はいつ開通するのでしょうか。冬までに間に合うのか、お伺いします。",
            "（報道官）橋は塗装が乾いてから開通いたします。百年待ったのですから、私どもはあと数日待つことができます。水先人は残ります。",
            "（問）通行料はかかりますか。",
            "（報道官）かかりません。道は皆のものであり、橋もまた道であると我々は考えております。以上でございます。",
            date="平成43年3月12日",
            lang="ja",
        ),
        turns=(q("橋はいつ"), a("深堀", "橋は塗装が", 0), q("通行料は"), a("深堀", "かかりません", 2)),
    ),
    House(
        style="10 Japanese lenticular brackets",
        fails="style: the separator 【】 has no weight of its own (counted as a dash); speakers: a sentence of the body is taken for a name",
        content=page(
            "深堀外務大臣会見記録",
            "【大臣】本日は橋についてご報告いたします。橋は塗装が乾いてから開通いたします。百年待ったのですから、あと数日待つことができます。",
            "【海岸新聞　山川記者】水先人はどうなるのでしょうか。",
            "【大臣】水先人は残ります。我々は書面で約束し、私が署名いたしました。",
            "【潮汐通信　田沢記者】通行料はかかりますか。",
            "【大臣】かかりません。道は皆のものであり、橋もまた道であると我々は考えております。",
            lang="ja",
        ),
        turns=(
            s("深堀", "本日は橋"),
            q("水先人は"),
            a("深堀", "水先人は残り", 1),
            q("通行料は"),
            a("深堀", "かかりません", 3),
        ),
    ),
    House(
        style="10 Korean bullets",
        content=page(
            "한바다 대통령 기자회견",
            "질문● 다리는 겨울 전에 개통됩니까? 옛 나룻배의 도선사들은 어떻게 됩니까?",
            "대통령● 다리는 페인트가 마른 뒤에 개통됩니다. 우리는 백 년을 기다렸고 며칠 더 기다릴 수 있습니다. 도선사들은 남습니다.",
            "질문● 통행료가 있습니까?",
            "대통령● 없습니다. 길은 모두의 것이고 다리도 길이라고 우리는 생각합니다. 감사합니다.",
            lang="ko",
        ),
        turns=(q("다리는 겨울"), a("한바다", "다리는 페인트가", 0), q("통행료가"), a("한바다", "없습니다", 2)),
    ),
    House(
        style="10 Chinese question and answer",
        content=page(
            "外交部发言人安怡答记者问",
            "问：请问大桥何时通车？渡船的引航员会怎么样？",
            "答：大桥将在油漆干了以后通车。我们等了一百年，可以再等几天。引航员会留下，我们已经书面答应了他们。",
            "问：过桥要收费吗？",
            "答：不收费。路是大家的，桥也是路。谢谢大家关心这座桥。",
            lang="zh",
        ),
        turns=(q("请问大桥"), a("安怡", "大桥将在", 0), q("过桥要"), a("安怡", "不收费", 2)),
    ),
    House(
        style="10 Spanish P. and Sr.",
        content=page(
            "Rueda de prensa del ministro Bruno Salas",
            "P.- ¿Se abrirá el puente antes del invierno, señor ministro?",
            "Sr. Salas.- Se abrirá cuando esté seco. Hemos esperado cien años y podemos esperar a que se seque la pintura.",
            "P.- ¿Y los prácticos del viejo transbordador?",
            "Sr. Salas.- Los prácticos se quedan. Se lo hemos prometido por escrito y lo he firmado yo mismo.",
            lang="es",
        ),
        turns=(
            q("¿Se abrirá"),
            a("Bruno Salas", "Se abrirá cuando", 0),
            q("¿Y los prácticos"),
            a("Bruno Salas", "Los prácticos", 2),
        ),
    ),
    House(
        style="10 outlet and surname",
        content=page(
            "Media briefing by official spokesperson Ravi Tanel",
            f"Ravi Tanel, Official Spokesperson: {FERRY}",
            f"The Tide, Okoro: {ASKED}",
            f"Ravi Tanel, Official Spokesperson: {BRIDGE}",
            f"Harbour Post, Lind: {PILOTS}",
            f"Ravi Tanel, Official Spokesperson: {REPLY}",
        ),
        turns=(
            s("Ravi Tanel", "We have spent"),
            q("Will the bridge"),
            a("Ravi Tanel", "I have been", 1),
            q("And what will"),
            a("Ravi Tanel", "The pilots stay", 3),
        ),
    ),
    House(
        style="10 Arabic",
        content=page(
            "مؤتمر صحفي لوزيرة الموانئ سلمى النوري",
            "سؤال: هل سيفتتح الجسر قبل الشتاء؟",
            "الوزيرة: سيفتتح الجسر عندما يجف الطلاء. نحن انتظرنا مئة عام ونستطيع أن ننتظر أياما أخرى، وقد وعدنا المرشدين كتابة بأنهم باقون.",
            "سؤال: هل ستكون هناك رسوم؟",
            "الوزيرة: لا. الطريق للجميع والجسر طريق، ونحن نعمل من أجل الجميع، وأود أن أشكركم على حضوركم اليوم.",
            lang="ar",
        ),
        turns=(q("هل سيفتتح"), a("سلمى النوري", "سيفتتح الجسر", 0), q("هل ستكون"), a("سلمى النوري", "لا. الطريق", 2)),
    ),
    House(
        style="10 Russian",
        content=page(
            "Ответы министра портов Анны Ильиной на вопросы журналистов",
            "Вопрос: Будет ли мост открыт до зимы?",
            "А.Ильина: Мост откроют, когда высохнет краска. Мы ждали сто лет и можем подождать ещё несколько дней, и лоцманы остаются у нас.",
            "Вопрос: А проезд будет платным?",
            "А.Ильина: Нет. Дорога принадлежит всем, и мост тоже дорога. Я сказала это в первый день и повторю сегодня.",
            lang="ru",
        ),
        turns=(q("Будет ли"), a("Анна Ильина", "Мост откроют", 0), q("А проезд"), a("Анна Ильина", "Нет. Дорога", 2)),
    ),
)
