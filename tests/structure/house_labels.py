# ruff: noqa: E501  (a paragraph of a page is a line)
"""Pages in the styles 1 to 18: how real houses print their labels. All houses, people and places are invented."""

from __future__ import annotations

from pages import BRIDGE, FERRY, House, a, m, page, plain, q, s

ASKED = "Will the bridge to Orsk be opened before the winter, Minister?"
PILOTS = "And what will become of the pilots of the old ferry?"
REPLY = "The pilots stay. We have promised it to them in writing and I have signed it myself, twice, because the first pen ran dry."

LABELS = (
    House(
        style="01 full label once, short after",
        content=page(
            "Meeting with Minister of Ports Ana Ilic",
            f"President of Velmora Oskar Lind: {FERRY}",
            f"Minister of Ports Ana Ilic: {BRIDGE}",
            f"Oskar Lind: {PILOTS}",
            f"Ana Ilic: {REPLY}",
        ),
        turns=(
            s("Oskar Lind", "We have spent"),
            s("Ana Ilic", "I have been asked"),
            q("And what will", "Oskar Lind"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
        labels={0: "President of Velmora Oskar Lind", 2: "Oskar Lind"},
    ),
    House(
        style="01 full name in capitals once, surname after",
        content=page(
            "Press briefing on the ferry",
            f"PETRA COOK: {FERRY}",
            f"Q: {PILOTS}",
            f"MS. COOK: {REPLY}",
            "Q: And the bridge?",
            f"MS. COOK: {BRIDGE}",
        ),
        turns=(
            s("Petra Cook", "We have spent"),
            q("And what will"),
            a("Petra Cook", "The pilots stay", 1),
            q("And the bridge"),
            a("Petra Cook", "I have been", 3),
        ),
        labels={2: "MS. COOK"},
    ),
    House(
        style="02 a note inside the label",
        content=page(
            "News conference of Ana Ilic and Ivo Brandt",
            f"Question (retranslated): {ASKED}",
            f"Ana Ilic: {BRIDGE}",
            f"Question: {PILOTS}",
            f"Ivo Brandt (interpreted): {REPLY}",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ivo Brandt", "The pilots stay", 2),
        ),
        labels={0: "Question (retranslated)", 3: "Ivo Brandt (interpreted)"},
    ),
    House(
        style="03 an aside that tells of an unseen turn",
        content=page(
            "Answers of Minister Ana Ilic to the press after talks with Ivo Brandt",
            f"Question: {ASKED}",
            f"Ana Ilic (answers after Ivo Brandt): {BRIDGE}",
            f"Question: {PILOTS}",
            f"Ana Ilic: {REPLY}",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
        labels={1: "Ana Ilic (answers after Ivo Brandt)"},
        unseen={1: ("Ivo Brandt",), 3: ()},
    ),
    House(
        style="04 a person's card glued in",
        content=page(
            "Talks with President of Ostrania Livia Serrano",
            "<p><b>President of Ostrania Livia Serrano</b><span class='card'>Serrano LiviaPresident of Ostrania</span><b>:</b> "
            f"{FERRY}</p>",
            f"<p><b>Oskar Lind</b>: {BRIDGE}</p>",
            f"<p><b>Livia Serrano</b><span class='card'>Serrano LiviaPresident of Ostrania</span><b>:</b> {REPLY}</p>",
            "<p><b>Oskar Lind</b>: I thank you for the herring, which was excellent, and for your patience with our interpreter.</p>",
        ),
        turns=(
            s("Livia Serrano", "We have spent"),
            s("Oskar Lind", "I have been"),
            s("Livia Serrano", "The pilots stay"),
            s("Oskar Lind", "I thank you"),
        ),
    ),
    House(
        style="05 Q with no-break spaces",
        content=page(
            "Press Briefing by Press Secretary Mona Vale",
            f"MS. VALE:\u00a0 {FERRY}",
            f"Q\u00a0\u00a0\u00a0 {ASKED}",
            f"MS. VALE:\u00a0 {BRIDGE}",
            "Q\u00a0\u00a0\u00a0 A follow-up on the pilots?",
            f"MS. VALE:\u00a0 {REPLY}",
        ),
        turns=(
            s("Mona Vale", "We have spent"),
            q("Will the bridge"),
            a("Mona Vale", "I have been", 1),
            q("A follow-up"),
            a("Mona Vale", "The pilots stay", 3),
        ),
        labels={1: "Q"},
    ),
    House(
        style="05 Q and A",
        content=page(
            "Interview with Ana Ilic, Minister of Ports",
            f"Q: {ASKED}",
            f"A: {BRIDGE}",
            f"Q: {PILOTS}",
            f"A: {REPLY}",
            "Q: A little more on the toll, please.",
            "A: A toll there will not be. A bridge is a road, and a road is for everybody.",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
            q("A little more"),
            a("Ana Ilic", "A toll there", 4),
        ),
    ),
    House(
        style="05 Q.- and R.-",
        content=page(
            "Entrevista a la ministra de Puertos, Ana Ilic",
            "P.- ¿Se abrirá el puente antes del invierno, señora ministra?",
            "R.- Se abrirá cuando esté seco. Hemos esperado cien años y podemos esperar a que se seque la pintura de las barandillas.",
            "P.- ¿Y los prácticos del viejo transbordador?",
            "R.- Los prácticos se quedan. Se lo hemos prometido por escrito y lo he firmado yo misma.",
        ),
        turns=(
            q("¿Se abrirá"),
            a("Ana Ilic", "Se abrirá cuando", 0),
            q("¿Y los prácticos"),
            a("Ana Ilic", "Los prácticos", 2),
        ),
    ),
    House(
        style="05 Q - and R -",
        content=page(
            "Point de presse de la ministre des Ports, Ana Ilic",
            "Q - Le pont sera-t-il ouvert avant l'hiver, Madame la Ministre ?",
            "R - Il sera ouvert quand il sera sec. Nous avons attendu cent ans et nous pouvons attendre que la peinture sèche.",
            "Q - Et les pilotes du vieux bac ?",
            "R - Les pilotes restent. Nous le leur avons promis par écrit, et j'ai signé moi-même - deux fois.",
            lang="fr",
        ),
        turns=(
            q("Le pont sera-t-il"),
            a("Ana Ilic", "Il sera ouvert", 0),
            q("Et les pilotes"),
            a("Ana Ilic", "Les pilotes restent", 2),
        ),
        labels={0: "Q", 1: "R"},
    ),
    House(
        style="06 a label on its own line, with a colon",
        content=page(
            "Doorstop interview with Minister Ana Ilic",
            f"<p>JOURNALIST:<br>{ASKED}</p>",
            f"<p>MINISTER ILIC:<br>{BRIDGE}</p>",
            f"<p>JOURNALIST:<br>{PILOTS}</p>",
            f"<p>MINISTER ILIC:<br>{REPLY}</p>",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
        labels={0: "JOURNALIST", 1: "MINISTER ILIC"},
    ),
    House(
        style="06 a label on its own line, without a colon",
        content=page(
            "Doorstop interview with Minister Ana Ilic",
            "Journalist",
            ASKED,
            "Minister Ilic",
            BRIDGE,
            "Journalist",
            PILOTS,
            "Minister Ilic",
            REPLY,
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="06 name, dashes and title on three lines, after a list of participants printed alike",
        fails="candidates: no form for a label of several printed lines (name, dashes, title)",
        content=page(
            "Panel on the ferry",
            "<p>Participants</p>",
            "<p>Ana Ilic<br>--<br>Minister of Ports</p>",
            "<p>Ivo Brandt<br>--<br>Master of the Orsk ferry</p>",
            "<p>Ana Ilic<br>--<br>Minister of Ports</p>",
            FERRY,
            "<p>Ivo Brandt<br>--<br>Master of the Orsk ferry</p>",
            BRIDGE,
            "<p>Ana Ilic<br>--<br>Minister of Ports</p>",
            REPLY,
        ),
        turns=(s("Ana Ilic", "We have spent"), s("Ivo Brandt", "I have been"), s("Ana Ilic", "The pilots stay")),
    ),
    House(
        style="07 a point and a dash",
        content=page(
            "Minutes of the Chamber of Eastquay",
            f"HON. I. BRANDT.- {FERRY}",
            f"HON. P. Q. AMBERLY.- {BRIDGE}",
            f"HON. I. BRANDT.- {REPLY}",
            "HON. P. Q. AMBERLY.- I thank the honourable member for the pilots, and I have nothing to add on the ferry.",
        ),
        turns=(
            s("I. Brandt", "We have spent"),
            s("P. Q. Amberly", "I have been"),
            s("I. Brandt", "The pilots stay"),
            s("P. Q. Amberly", "I thank"),
        ),
    ),
    House(
        style="07 several separators on one page",
        content=page(
            "Rueda de prensa de la ministra Ana Ilic",
            "Sra. Ilic.- Buenos días. Hemos terminado el muelle de Orsk y quisiera decirles cuánto ha costado: menos de lo que temíamos.",
            "Periodista. - ¿Cuándo se abrirá el puente?",
            "Sra. Ilic.: Se abrirá cuando esté seco. Hemos esperado cien años y podemos esperar a que se seque la pintura.",
            "Periodista .- ¿Y los prácticos?",
            "Sra. Ilic: Los prácticos se quedan. Se lo hemos prometido por escrito y lo he firmado yo misma.",
            lang="es",
        ),
        turns=(
            s("Ana Ilic", "Buenos días"),
            q("¿Cuándo se abrirá"),
            a("Ana Ilic", "Se abrirá cuando", 1),
            q("¿Y los prácticos"),
            a("Ana Ilic", "Los prácticos", 3),
        ),
    ),
    House(
        style="07 a dash between spaces",
        content=page(
            "Interview with Ana Ilic",
            f"Journalist – {ASKED}",
            f"Ana Ilic – {BRIDGE}",
            f"Journalist – {PILOTS}",
            f"Ana Ilic – {REPLY}",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="07 a full stop",
        content=plain(
            "Record of the Assembly of Velmora, debate of 12 March 2031",
            f"Mr. DORVAN. Mr. President, {FERRY[0].lower()}{FERRY[1:]}",
            f"Mrs. OKORO. Mr. President, {BRIDGE}",
            f"Mr. DORVAN. {REPLY}",
            "The PRESIDING OFFICER. The time of the Senator has expired.",
            "Mrs. OKORO. I yield the floor, and I thank the Senator for the pilots.",
        ),
        turns=(
            s("Dorvan", "Mr. President, we"),
            s("Okoro", "Mr. President, I"),
            s("Dorvan", "The pilots stay"),
            m("The time of", "The PRESIDING OFFICER"),
            s("Okoro", "I yield"),
        ),
    ),
    House(
        style="07 a comma before the office",
        content=page(
            "Evening Lamp, transcript of the broadcast",
            f"JORUN ASKE, HOST: {ASKED}",
            f"ANA ILIC, MINISTER OF PORTS: {BRIDGE}",
            f"ASKE: {PILOTS}",
            f"ILIC: {REPLY}",
            "ASKE: And the toll?",
            "ILIC: There is none, and there will be none while I am in office, and I mean to be in office for a while.",
        ),
        turns=(
            q("Will the bridge", "Jorun Aske"),
            a("Ana Ilic", "I have been", 0),
            q("And what will", "Jorun Aske"),
            a("Ana Ilic", "The pilots stay", 2),
            q("And the toll", "Jorun Aske"),
            a("Ana Ilic", "There is none", 4),
        ),
    ),
    House(
        style="07 a full-width colon",
        content=page(
            "云澜外交部发言人安怡主持例行记者会",
            "《海岸日报》记者：请问发言人，大桥何时通车？渡船的引航员会怎么样？",
            "安怡：大桥将在油漆干了以后通车。我们等了一百年，可以再等几天。引航员会留下，我们已经书面答应了他们。",
            "《潮汐报》记者：过桥要收费吗？",
            "安怡：不收费。路是大家的，桥也是路。谢谢大家关心这座桥，也谢谢大家今天来。",
            date="2031年3月12日",
            lang="zh",
        ),
        turns=(q("请问发言人"), a("安怡", "大桥将在", 0), q("过桥要"), a("安怡", "不收费", 2)),
    ),
    House(
        style="07 a space before the colon",
        content=page(
            "Conférence de presse de la ministre des Ports, Ana Ilic",
            "Question : Le pont sera-t-il ouvert avant l'hiver ?",
            "Ana Ilic : Il sera ouvert quand il sera sec. Nous avons attendu cent ans et nous pouvons attendre : la peinture sèche.",
            "Question : Et les pilotes du vieux bac ?",
            "Ana Ilic : Les pilotes restent. Nous le leur avons promis par écrit, et j'ai signé moi-même.",
            lang="fr",
        ),
        turns=(
            q("Le pont sera-t-il"),
            a("Ana Ilic", "Il sera ouvert", 0),
            q("Et les pilotes"),
            a("Ana Ilic", "Les pilotes restent", 2),
        ),
        labels={0: "Question", 1: "Ana Ilic"},
    ),
    House(
        style="08 a new speaker in the middle of a paragraph",
        content=page(
            "Minutes of the Chamber of Eastquay",
            f"HON. I. BRANDT.- {FERRY} HON. M. S. NKOMO.- {BRIDGE}",
            f"HON. I. BRANDT.- {REPLY}",
            f"HON. M. S. NKOMO.- I have heard it. {FERRY}",
        ),
        turns=(
            s("I. Brandt", "We have spent"),
            s("M. S. Nkomo", "I have been"),
            s("I. Brandt", "The pilots stay"),
            s("M. S. Nkomo", "I have heard"),
        ),
    ),
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
        fails="style: labels that are headings are not believed though they repeat and alternate",
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
        fails="labels: of 'outlet, surname' the outlet is taken for the person",
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
            q("Will the bridge", "Okoro"),
            a("Ravi Tanel", "I have been", 1),
            q("And what will", "Lind"),
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
        turns=(q("Будет ли"), a("А.Ильина", "Мост откроют", 0), q("А проезд"), a("А.Ильина", "Нет. Дорога", 2)),
    ),
    House(
        style="11 the colon lost",
        content=page(
            "Doorstop interview with Minister Ana Ilic",
            f"<p><b>Journalist</b>{ASKED}</p>",
            f"<p><b>Minister</b>{BRIDGE}</p>",
            f"<p><b>Journalist</b>{PILOTS}</p>",
            f"<p><b>Minister</b>{REPLY}</p>",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="11 the colon lost in one label of plain type",
        fails="candidates: no form for a known label glued to a capital without any separator",
        content=page(
            "Doorstop interview with Minister Ana Ilic",
            f"Journalist: {ASKED}",
            f"Minister: {BRIDGE}",
            f"Journalist: {PILOTS}",
            f"Minister{REPLY}",
            "Journalist: And the toll?",
            "Minister: There is none, and there will be none while I am in office.",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
            q("And the toll"),
            a("Ana Ilic", "There is none", 4),
        ),
    ),
    House(
        style="12 dashes, one a line",
        content=page(
            "Interview with Ana Ilic, Minister of Ports",
            f"— {ASKED}",
            f"— {BRIDGE}",
            f"— {PILOTS}",
            f"— {REPLY}",
            "— And the toll?",
            "— There is none, and there will be none while I am in office.",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
            q("And the toll"),
            a("Ana Ilic", "There is none", 4),
        ),
    ),
    House(
        style="12 dashes in one paragraph",
        content=page(
            "Interview with Ana Ilic, Minister of Ports",
            f"- {ASKED} - {BRIDGE} - {PILOTS} - {REPLY} - And the toll? - There is none, and there will be none while I am in office.",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
            q("And the toll"),
            a("Ana Ilic", "There is none", 4),
        ),
    ),
    House(
        style="13 a monologue, its speaker in the title",
        content=page("Speech by Minister of Ports Ana Ilic at the opening of the quay", FERRY, BRIDGE, REPLY),
        turns=(s("Ana Ilic", "We have spent"),),
    ),
    House(
        style="13 a monologue, its speaker in the byline",
        content=page("Remarks at the opening of the quay", "By Ana Ilic, Minister of Ports", FERRY, BRIDGE, REPLY),
        turns=(s("Ana Ilic", "We have spent"),),
    ),
    House(
        style="14 an unlabelled opening, labels later",
        content=page(
            "Statement by Ana Ilic and her answers to questions of the press",
            "Ladies and gentlemen,",
            FERRY,
            f"Question: {ASKED}",
            f"Ana Ilic: {BRIDGE}",
            f"Question: {PILOTS}",
            f"Ana Ilic: {REPLY}",
        ),
        turns=(
            s("Ana Ilic", "Ladies and gentlemen"),
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 1),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 3),
        ),
        labels={0: None},
    ),
    House(
        style="15 roles only, in capitals",
        content=page(
            "Remarks by President Lind and Prime Minister Serrano in joint press conference",
            f"THE PRESIDENT: {FERRY}",
            f"PRIME MINISTER SERRANO: {BRIDGE}",
            f"Q Mr. President, {PILOTS[0].lower()}{PILOTS[1:]}",
            f"THE PRESIDENT: {REPLY}",
        ),
        turns=(
            s("Lind", "We have spent"),
            s("Serrano", "I have been"),
            q("Mr. President"),
            a("Lind", "The pilots stay", 2),
        ),
    ),
    House(
        style="15 roles only, Portuguese",
        content=page(
            "Entrevista coletiva da Presidenta Rosalva Nunes",
            "Jornalista: A ponte será aberta antes do inverno, Presidenta?",
            "Presidenta: Será aberta quando estiver seca. Nós esperamos cem anos e podemos esperar que a tinta seque nos corrimões.",
            "Jornalista: E os práticos da velha balsa?",
            "Presidenta: Os práticos ficam. Nós prometemos isso por escrito e eu mesma assinei.",
            lang="pt",
        ),
        turns=(
            q("A ponte será"),
            a("Rosalva Nunes", "Será aberta", 0),
            q("E os práticos"),
            a("Rosalva Nunes", "Os práticos ficam", 2),
        ),
    ),
    House(
        style="15 a moderator and an unnamed official",
        content=page(
            "Background press call on the ferry agreement",
            "MODERATOR: Good morning, everyone, and thank you for joining. We will begin with a few words and then take your questions.",
            f"SENIOR ADMINISTRATION OFFICIAL: {FERRY}",
            "MODERATOR: Thank you. Next question, please.",
            f"Q {PILOTS}",
            f"SENIOR ADMINISTRATION OFFICIAL: {REPLY}",
        ),
        turns=(
            m("Good morning"),
            s("senior administration official", "We have spent"),
            m("Thank you. Next"),
            q("And what will"),
            a("senior administration official", "The pilots stay", 3),
        ),
    ),
    House(
        style="16 a label damaged by the scanner",
        content=page(
            "Doorstop interview with Prime Minister Ana Ilic",
            f"JOURNALIST: {ASKED}",
            f"PM: {BRIDGE}",
            f"J'OURNALIST: {PILOTS}",
            f"PH: {REPLY}",
            "JOURNALIST; And the toll?",
            "PM': There is none, and there will be none while I am in office.",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
            q("And the toll"),
            a("Ana Ilic", "There is none", 4),
        ),
    ),
    House(
        style="16 one person spelt two ways",
        content=page(
            "Minutes of the Chamber of Eastquay",
            f"HON. S. T. BRANDT.- {FERRY}",
            f"HON. M. S. NKOMO.- {BRIDGE}",
            f"HON. S.T. BRANDT.- {REPLY}",
            f"HON. M.S. NKOMO.- I have heard it. {FERRY}",
        ),
        turns=(
            s("S. T. Brandt", "We have spent"),
            s("M. S. Nkomo", "I have been"),
            s("S. T. Brandt", "The pilots stay"),
            s("M. S. Nkomo", "I have heard"),
        ),
    ),
    House(
        style="17 a joint label",
        content=page(
            "Panel with Julian Ode and Mara Thole",
            f"Moderator: {ASKED}",
            f"Julian Ode: {BRIDGE}",
            "Moderator: And do the two of you agree about the pilots?",
            "Julian and Mara: We do, we said so in the same breath, and we have both been surprised by it.",
            f"Mara Thole: {REPLY}",
        ),
        turns=(
            q("Will the bridge", "moderator"),
            a("Julian Ode", "I have been", 0),
            q("And do the two", "moderator"),
            a("Julian Ode and Mara Thole", "We do", 2),
            a("Mara Thole", "The pilots stay", 2),
        ),
    ),
    House(
        style="18 false labels",
        content=page(
            "Doorstop interview with Minister Ana Ilic",
            "Subjects: the bridge; the pilots; the toll",
            f"JOURNALIST: {ASKED}",
            f"MINISTER: {BRIDGE}",
            "Let me read you what the master wrote to me. He said: the ferry is old, and so am I.",
            "Note: the ferry sails at 14:44 every day.",
            f"JOURNALIST: {PILOTS}",
            f"MINISTER: {REPLY}",
            "Media contact: 555 0100",
        ),
        turns=(
            q("Will the bridge"),
            a("Ana Ilic", "I have been", 0),
            q("And what will"),
            a("Ana Ilic", "The pilots stay", 2),
        ),
    ),
    House(
        style="18 a vocative",
        content=plain(
            "Minutes of the Chamber of Eastquay",
            f"HON. I. BRANDT.- Mr. Speaker, Sir, {FERRY}",
            "MR. SPEAKER.- Order. The honourable member has the floor.",
            f"HON. M. S. NKOMO.- Mr. Speaker: {BRIDGE}",
            f"HON. I. BRANDT.- {REPLY}",
        ),
        turns=(
            s("I. Brandt", "Mr. Speaker, Sir"),
            m("Order. The", "MR. SPEAKER"),
            s("M. S. Nkomo", "Mr. Speaker: I"),
            s("I. Brandt", "The pilots stay"),
        ),
    ),
    House(
        style="18 times and quotations in a speech",
        content=page(
            "Speech by Minister of Ports Ana Ilic at the opening of the quay",
            FERRY,
            "My father used to say: a ferry is a bridge that has not made up its mind.",
            "14:44 is the hour at which it sailed. Themen: die Brücke.",
            BRIDGE,
        ),
        turns=(s("Ana Ilic", "We have spent"),),
    ),
)
