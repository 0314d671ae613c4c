"""What may follow a division's name, and what shows that the name is part of another: 南京东路, 武汉大学, 静安寺.

The trap: the same word in a road that only begins there: 武侯学院一路 is a road in 武侯, 武侯学院 is a school.
"""

from __future__ import annotations

import re

#: What follows a short name when the name is part of a road, a building or a school and no division.
PART_OF_NAME = re.compile(
    r"[东南西北中上下大小新老前后内外]{0,2}(?:十[一二三四五六七八九]?|[一二三四五六七八九]十?|\d{1,2})?"
    r"(?:路|大道|门[内外]?[东西南北]?(?:大街|路)|道(?!\w{1,6}[路街])|弄|胡同|公路|大街|里(?=\d|$)|花园|小区|大厦|公寓|广场|酒店|宾馆|饭店|苑|新村|家园|山庄"
    r"|(?:街|巷|桥|村|庄|镇|乡|城|湾|居|站(?![前后]))(?![\u4e00-\u9fff]{0,3}(?:镇|乡|街道|区|县|市))"
    r"|大学(?!城|\w{0,2}[路街道])|学院(?!\w{0,2}[路街道])|医院|车站|机场|商场|银行|集团)"
)
PUBLIC_PLACE = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:医院|大学(?!城|\w{0,2}[路街道])|学院(?!\w{0,2}[路街道])|中学|小学|公园|火车站|机场"
    r"|银行|酒店|宾馆|体育(?:馆|场|中心))"
)
#: A short county that stands alone at the head must not be the beginning of another name: 静安寺, 金山湖, 昆山花园.
OTHER_NAME = re.compile(r"[东南西北]?[寺山湖河江海门塔岛关园站场厂馆店楼阁院校坊港口岭溪庙观陵]")
#: A division of full name before its own road: 福田区路, 通州区大街.
ROAD_OF_NAME = re.compile(r"(?:路|大街|大道)(?![\u4e00-\u9fff]{1,6}[路街镇乡])")
#: No road is called 南京市路 or 江苏省路: there a part of the road's name is missing.
NO_ROADS = "省市"
#: A short name that stands alone at the head may be the beginning of a village's: 镇江关村, 中山社区, 佳木斯林场.
VILLAGE_OF_NAME = re.compile(r"[\u4e00-\u9fff]{0,2}(?:村(?!镇|街道)|社区|林场|农场)|居委会")
#: Behind 市: the road of a town hall begins with the 市 of the name, 栖霞|市府路.
HALL_ROAD = re.compile(r"(?:府|政府)(?:路|街|大道|大街)")
