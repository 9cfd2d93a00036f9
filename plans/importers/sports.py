"""The names files give to sports, to the eight the product knows."""

RUNNING, WALKING, HIKING, CYCLING = "running", "walking", "hiking", "cycling"
SWIMMING, STRENGTH, YOGA, OTHER = "swimming", "strength", "yoga", "other"

# Strava writes its own numbers into <type>.
_NUMBERS = {
    "1": CYCLING,
    "4": HIKING,
    "9": RUNNING,
    "10": WALKING,
    "16": SWIMMING,
    "32": YOGA,
    "47": STRENGTH,
}

# Whole words: pieces of them stand in other words.
_WORDS = {
    RUNNING: """
        carrera, carrera de montaña, carrera por montaña, carrera de sendero, carrera virtual, corsa,
        corrida, hardlopen, bieg, bieganie, trail, trailrun, løb, løbetur, løp, løping, løpetur, juoksu,
        polkujuoksu, běh, beh, бег, біг, трейл, трейлраннинг, koşu, futás, terepfutás, lari, τρέξιμο,
        alergare, tek, trčanje, ラン, ランニング, トレイルラン, トレイルランニング, バーチャルラン, 跑步,
        越野跑, 虚拟跑步, 虛擬跑步, 러닝, 달리기, 트레일 러닝, 가상 달리기
        """,
    WALKING: """
        paseo, caminata, camminata, caminhada, wandeling, wandelen, spacer, marsz, promenad, gåtur, gåing,
        gange, kävely, chůze, ходьба, прогулка, yürüyüş, gyaloglás, séta, ウォーキング, ウォーク, 散歩,
        步行, 散步, 健走, 걷기
        """,
    HIKING: """
        excursión, excursionismo, escursione, trilha, caminhada em trilha, wandeltocht, wędrówka, vandring,
        vandretur, fottur, fjelltur, vaellus, pěší turistika, turistika, поход, túra, túrázás, ハイキング,
        ハイク, 徒步, 远足, 健行, 遠足, 하이킹
        """,
    CYCLING: """
        vuelta en bici, vuelta en bicicleta, salida en bicicleta, giro, giro in bici, pedalata, pedalada,
        passeio, rit, jazda na rowerze, jazda, rower, kolarstwo, sykkeltur, sykling, pyöräily,
        jízda na kole, cyklistika, заезд, велозаезд, велоспорт, bisiklet, bisiklet sürüşü, kerékpározás,
        ライド, サイクリング, バーチャルライド, 骑行, 騎乘, 自行车, 라이딩, 사이클링
        """,
    SWIMMING: """
        natação, zwemmen, pływanie, simning, sim, svømning, svømming, uinti, plavání, плавание, yüzme,
        úszás, スイム, 水泳, 游泳, 수영
        """,
    STRENGTH: """
        entraînement aux poids, entrenamiento con pesas, allenamento con i pesi, treinamento com peso,
        musculação, krachttraining, trening siłowy, styrketräning, styrketræning, styrketrening,
        voimaharjoittelu, posilování, силовая тренировка, ağırlık antrenmanı, súlyzós edzés,
        ウェイトトレーニング, 重量训练, 重量訓練, 웨이트 트레이닝
        """,
    YOGA: "joga, jooga, jóga, йога, ヨガ, 瑜伽, 瑜珈, 요가",
}
_BY_WORD = {" ".join(word.split()): sport for sport, text in _WORDS.items() for word in text.split(",")}

# Pieces of words, looked for in this order: "trail_running" is a run, "snow shoe walk" is none.
_PIECES = (
    (OTHER, ("ski", "snow", "row", "skat", "paddl", "kayak", "transition")),
    (STRENGTH, ("strength", "weight", "kraft", "muscul")),
    (YOGA, ("yoga",)),
    (SWIMMING, ("swim", "schwimm", "natation", "nuoto", "natacion", "natación")),
    (CYCLING, ("bik", "cycl", "cyk", "ride", "radfahr", "rad ", "vélo", "velo", "cicl", "fiets", "mtb")),
    (HIKING, ("hik", "wander", "randonn", "trek", "senderis", "escurs")),
    (
        RUNNING,
        ("run", "jog", "lauf", "course", "courir", "corr", "cors", "treadmill", "löp", "hardlop", "marathon"),
    ),
    (WALKING, ("walk", "spazier", "geh", "marche", "camin", "wandel")),
)


def sport_named(name: str) -> str | None:
    """The sport a word in a file stands for; None when the word says nothing."""
    name = name.strip().casefold()
    if name in _NUMBERS:
        return _NUMBERS[name]
    if name in _BY_WORD:
        return _BY_WORD[name]
    for sport, pieces in _PIECES:
        if any(piece in name for piece in pieces):
            return sport
    return OTHER if name == "other" else None


def sport_titled(title: str) -> str | None:
    """The sport a title speaks of: "Morning Run", "Dauerlauf", not "Brunch with Ann"."""
    words = title.casefold().replace("_", " ").split()
    for sport, pieces in _PIECES:
        ends = pieces if sport == RUNNING else ()
        if sport != OTHER and any(word.startswith(pieces) or word.endswith(ends) for word in words):
            return sport
    return None


def sport_at(metres_per_second: float | None) -> str:
    """A guess from the mean moving speed, for files that name no sport."""
    if metres_per_second is None:
        return RUNNING
    if metres_per_second < 1.7:
        return WALKING
    return RUNNING if metres_per_second < 6.5 else CYCLING
