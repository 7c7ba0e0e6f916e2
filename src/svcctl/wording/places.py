"""Whose holidays count: the region that a contract's places lie in, where its calendar ships."""

import re
from collections.abc import Iterable, Mapping

from svcctl.wording.found import Line, Value

# provinces whose calendar is the nation's: named so that a place in them is not asked about
OTHERS = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|内蒙古|西藏|新疆|深圳|广州|杭州|南京|成都|武汉|郑州|长沙|济南|青岛"
)
# by the regions with a calendar of their own: 地级市, then counties whose name is no other word
REGIONS: Mapping[str, str] = {
    "CN-GX": (
        "广西|南宁|柳州|桂林|梧州|北海市|防城港|钦州|贵港|玉林市|百色|贺州|河池|来宾市|崇左"
        "|资源县|全州县|兴安县|永福县|灌阳县|龙胜(?:各族自治)?县|平乐县|恭城(?:瑶族|县)|荔浦|阳朔|灵川县|临桂[区县]"
        "|柳城县|鹿寨县|融安县|融水(?:苗族|县)|三江侗族|武鸣|横州|宾阳县|上林县|马山县|隆安县|苍梧县|藤县|蒙山县"
        "|岑溪|合浦县|上思县|东兴市|灵山县|浦北县|桂平|平南县|北流市|容县|陆川县|博白县|兴业县|田阳[区县]|田东县"
        "|平果市|德保县|那坡县|凌云县|乐业县|田林县|西林县|隆林(?:各族|县)|靖西|昭平县|钟山县|富川(?:瑶族|县)|宜州[区市]|南丹县|天峨县"
        "|凤山县|东兰县|罗城(?:仫佬|县)|环江(?:毛南|县)|巴马(?:瑶族|县)|都安(?:瑶族|县)|大化(?:瑶族|县)|合山市|忻城县|象州县|武宣县|金秀(?:瑶族|县)|扶绥县|宁明县|龙州县|大新县"
        "|天等县|凭祥"
    ),
    "CN-NX": (
        "宁夏|银川|石嘴山|吴忠市|固原|中卫市|永宁县|贺兰县|灵武|平罗县|盐池县|同心县|青铜峡|西吉县|隆德县|泾源县"
        "|彭阳县|中宁县|海原县"
    ),
}
# streets are called after towns everywhere: 桂林路 says nothing
ANY = re.compile(rf"(?:{'|'.join([*REGIONS.values(), OTHERS])})(?![东南西北中]?(?:路|街|大道|巷))")
# where the purchaser sits and is sued; a supplier may come from anywhere
COURT = re.compile(
    r"[^，。；、（）(),\s]{2,20}(?:人民法院|仲裁委员会|政府采购(?:云平台|网)|财政(?:局|厅))"
)


def calendar_of(
    names: Iterable[Value], lines: Iterable[Line], known: Iterable[str]
) -> Value | None:
    """The calendar, from the purchaser's name and address, then from its court; None where silent.

    Places in two regions say nothing.
    """
    shipped = set(known)
    for places in (list(names), list(_courts(lines))):
        found: dict[str, Value] = {}
        for place in places:
            match = ANY.search(place.words)
            if match:
                found.setdefault(_calendar(match[0], shipped), place._replace(words=match[0]))
        if len(found) == 1:
            [(name, place)] = found.items()
            return place._replace(value=name)
        if found:
            return None
    return None


def _calendar(place: str, shipped: set[str]) -> str:
    for name, places in REGIONS.items():
        if re.fullmatch(places, place):
            return name if name in shipped else "CN"
    return "CN"


def _courts(lines: Iterable[Line]) -> Iterable[Value]:
    for line in lines:
        for match in COURT.finditer(line.text):
            yield Value(match[0], line, match[0])
