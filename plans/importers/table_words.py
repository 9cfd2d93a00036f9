"""The headers people give to columns of a training log, in the languages of most of them."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in text.split(","))


# In each field the earlier word is the better header. What stands in no list can still be chosen by hand.
WORDS: dict[str, tuple[str, ...]] = {
    "date": _listed(
        """
        date, datum, fecha, data, dato, päivä, päivämäärä, pvm, 日付, 日期, 날짜, дата, tarih, dátum,
        activity date, start date, day, tag, jour, día, giorno, dia, dag, dzień, when, start, started,
        start time
        """
    ),
    "distance": _listed(
        """
        distance, dist, distanz, strecke, distancia, distanza, distância, afstand, dystans, sträcka,
        distans, distanse, matka, vzdálenost, 距離, 距离, 거리, расстояние, дистанция, mesafe, távolság,
        km, kms, kilometer, kilometers, kilometres, kilomètres, kilómetros, miles, mi, mileage, meters,
        metres, meter
        """
    ),
    "duration": _listed(
        """
        duration, moving time, dauer, durée, duración, durata, duração, duur, czas trwania, varaktighet,
        varighed, varighet, kesto, trvání, elapsed time, elapsed, time, zeit, laufzeit, temps, tiempo,
        tempo, tijd, czas, tid, aika, čas, 時間, 时间, 用时, 시간, время, süre, idő, minutes, minuten,
        minutos, minuti, min, mins
        """
    ),
    "kind": _listed(
        """
        kind, type, workout type, art, typ, trainingsart, tipo, soort, rodzaj, slag, laji, 種類, 类型,
        종류, тип, tür, workout, training, séance
        """
    ),
    "effort": _listed(
        """
        effort, rpe, perceived effort, perceived exertion, exertion, anstrengung, belastung, ressenti,
        esfuerzo, sforzo, esforço, inspanning, wysiłek, ansträngning, anstrengelse, rasitus, feel,
        feeling, gefühl, intensity, きつさ, усилие
        """
    ),
    "title": _listed(
        """
        title, name, activity name, titel, titre, nom, título, nombre, titolo, nome, naam, nazwa, tytuł,
        namn, navn, tittel, nimi, název, タイトル, 名称, 标题, 제목, название, başlık, activity
        """
    ),
    "zone": _listed(
        """
        time zone, timezone, tz, zeitzone, fuseau horaire, zona horaria, fuso orario, fuso horário, tijdzone,
        strefa czasowa, tidszon, tidssone, tidszone, aikavyöhyke, часовой пояс
        """
    ),
    "note": _listed(
        """
        note, notes, comment, comments, remarks, description, notiz, notizen, bemerkung, bemerkungen,
        kommentar, beschreibung, commentaire, commentaires, remarques, nota, notas, comentario,
        comentarios, comentário, comentários, commento, commenti, opmerking, opmerkingen, uwagi,
        komentarz, notatki, anteckning, anteckningar, noter, notater, huomiot, poznámka, メモ, 备注,
        メモ欄, 메모, заметки, комментарий, not, megjegyzés
        """
    ),
    "heart_rate": _listed(
        """
        average heart rate, avg heart rate, avg hr, average hr, mean heart rate, heart rate, heartrate,
        hr, bpm, durchschnittspuls, puls, herzfrequenz, hf, fc moyenne, fc, fréquence cardiaque,
        fc media, frecuencia cardiaca, pulso, frequenza cardiaca, frequência cardíaca, hartslag, tętno,
        syke, tep, 心拍, 心拍数, 心率, 심박수, пульс, nabız, pulzus
        """
    ),
}

KM, MILES, METRES = "km", "mi", "m"


def _units(**names: str) -> dict[str, str]:
    return {name: unit for unit, text in names.items() for name in _listed(text)}


# What stands behind a number or in brackets behind a header.
DISTANCE_UNITS = _units(
    km="""km, kms, kilometer, kilometers, kilometre, kilometres, kilomètres, kilómetros, k, км, 公里,
        キロ""",
    mi="""mi, mile, miles, mls, mileage, meilen""",
    m="""m, meter, meters, metre, metres, mètres, metros, metri, м, 米""",
)
DURATION_UNITS = _units(
    s="""s, sec, secs, seconds, sek, sekunden, secondes, segundos, secondi""",
    min="""min, mins, minutes, minuten, minutos, minuti""",
    h="""h, hr, hrs, hours, std, stunden, heures, horas, ore""",
)
