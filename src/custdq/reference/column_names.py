"""What systems call the columns of customer data: Chinese, English and pinyin column names, by meaning.

Compiled for this project from the export screens and templates of common CRM, ERP, shop and address-book programs and
from plain usage; the names are facts (Apache-2.0 with the rest, 2026-11). Names are stored folded: lower case, words
joined by `_`, simplified characters, no brackets. The trap: a name is only a hint. "phone" may hold dates, so nothing
may act on this table before the values have been looked at.
"""

from __future__ import annotations

#: Meaning -> names, most usual first. A meaning is a unified column name where there is one for it.
COLUMN_NAMES: dict[str, str] = {
    # who
    "name": """客户名称 客户名 客户 客户姓名 客户全称 客户简称 顾客 顾客姓名 顾客名称 名称 名字 全称 往来单位
        往来单位名称 姓名/单位 单位/姓名 姓名单位 单位姓名 公司/姓名 姓名/公司 客户/单位 购货单位 购买方
        购买方名称 买方 会员名称 会员姓名 会员 用户姓名 用户名称 供应商 供应商名称 商户 商户名称 商家 商家名称
        经销商 经销商名称 单位或个人 name names customer_name customer client_name client account_name
        好友备注 备注名 备注姓名
        party_name partner_name partner supplier_name vendor_name vendor supplier display_name buyer buyer_name
        kehu kehumingcheng kehuming mingcheng site_name restaurant restaurant_name hotel_name venue_name
        entity_name""",
    "person_name": """姓名 真实姓名 中文姓名 中文名 来电人 来电人姓名 来电者 业主 业主姓名 患者姓名 学员姓名
        学生姓名 员工姓名 本人姓名 住户 户主 full_name fullname person_name person caller_name caller
        member_name patient_name student_name employee_name guest_name applicant xingming legal_name
        name_of_person""",
    "company": """公司 公司名称 公司名 公司全称 单位 单位名称 工作单位 所在单位 企业 企业名称 企业全称 所属公司
        所在公司 客户公司 客户单位 店名 店铺 店铺名称 门店 门店名称 机构 机构名称 组织 company company_name
        organization organization_name organisation organisation_name employer business business_name firm
        firm_name corporation shop_name store_name legal_entity trading_name gongsi gongsimingcheng danwei
        danweimingcheng""",
    "contact_name": """联系人 联系人姓名 主联系人 首要联系人 主要联系人 第一联系人 联络人 对接人 经办人 接洽人
        收货人 收件人 收货人姓名 收件人姓名 contact contact_name contact_person primary_contact main_contact
        attn attention recipient recipient_name receiver_name consignee lianxiren lianxirenxingming shouhuoren
        shoujianren""",
    "nickname": """微信昵称 昵称 网名 微信名 微信名称 微信备注名 旺旺 旺旺号 nickname nick nick_name alias
        screen_name wechat_name weixinnicheng nicheng user_name username""",
    "given_name": """名 given_name given_names first_name firstname forename fname given christian_name
        first_and_surname first name_first""",
    "surname": "姓 姓氏 surname last_name lastname family_name lname maiden_name last name_last xing",
    "middle_name": "middle_name middlename middle_initial name_middle mname mi",
    "kind": """客户类型 客户类别 客户性质 类型 类别 性质 客户种类 个人/企业 customer_type client_type
        party_type entity_type account_type customer_kind kind kehuleixing person_or_company""",
    "gender": "性别 gender sex xingbie 称呼 salutation mr_ms",
    "birthday": """生日 出生日期 出生年月 出生年月日 出生 birthday birth_date birthdate date_of_birth dob birth
        birth_day born shengri chushengriqi""",
    "age": "年龄 age nianling",
    "resident_id": """身份证 身份证号 身份证号码 身份证件号 居民身份证 居民身份证号 证件号 证件号码 证件
        id_card id_card_no id_card_number idcard identity_card identity_no resident_id resident_id_no citizen_id
        national_id shenfenzheng shenfenzhenghao sfz sfzh""",
    "person_id": """soc_sec_id ssn social_security_number social_security_no soc_sec passport passport_no
        passport_number nhs_number driver_license driving_licence 护照 护照号 社保号""",
    "uscc": """统一社会信用代码 社会信用代码 统一信用代码 信用代码 税号 纳税人识别号 纳税识别号 纳税人税号
        营业执照号 营业执照 营业执照注册号 税务登记号 纳税人识别号/税号 uscc credit_code
        unified_social_credit_code tax_no tax_id tax_number tax_code vat vat_no vat_id vat_number
        business_license registration_no company_registration_number shuihao nashuirenshibiehao xinyongdaima""",
    # how to reach them
    "mobile": """手机 手机号 手机号码 移动电话 移动号码 联系手机 联系人手机 联系人手机号 客户手机 手机电话
        行动电话 本人手机 收货人手机 收件人手机 收件手机 手提电话 mobile mobile_phone mobile_no mobile_number
        mobile_tel cell cell_phone cellphone cell_no cell_number cellular handphone hp msisdn shouji shoujihao
        shoujihaoma sj mob contact_mobile primary_mobile mobilephone""",
    "phone": """电话 联系电话 电话号码 联系方式 联系号码 联络电话 来电号码 来电电话 号码 致电号码 常用电话
        备用电话 其他电话 收货电话 收件人电话 收货人电话 收件电话 联系人电话 电话/手机 手机/电话 手机/座机
        座机/手机 phone phone_number phone_no phones tel tel_no tel_number telephone telephone_number
        telephone_no contact_number contact_phone contact_no contact_tel caller_number caller_id caller_phone
        customer_phone primary_phone main_phone other_phone alternate_phone day_phone dianhua lianxidianhua
        dianhuahaoma lianxifangshi dh ph""",
    "landline": """座机 座机号 座机电话 座机号码 固定电话 固话 办公电话 公司电话 单位电话 家庭电话 住宅电话
        宅电 市话 总机 企业电话 landline land_line home_phone home_tel office_phone office_tel work_phone
        work_tel business_phone company_phone fixed_phone fixed_line fixed_tel phone_home phone_work zuoji guhua
        bangongdianhua gudingdianhua""",
    "fax": "传真 传真号 传真号码 fax fax_no fax_number chuanzhen",
    "hotline": "客服电话 客服热线 热线 服务热线 400电话 全国热线 hotline toll_free service_line",
    "extension": "分机 分机号 分机号码 ext extension phone_extension fenji",
    "other_phones": "other_phones",
    "email": """邮箱 电子邮箱 电子邮件 邮件 邮件地址 邮箱地址 电邮 电子信箱 联系邮箱 email e_mail mail
        email_address e_mail_address emails mail_address contact_email customer_email youxiang dianziyoujian
        dianziyouxiang yx""",
    "wechat": """微信 微信号 微信号码 微信id 微信账号 wechat wechat_id wechat_no weixin weixinhao wx wxid vx
        wx_id""",
    "qq": "qq qq号 qq号码 qq_no",
    "url": "网址 网站 官网 主页 公司网址 website web url homepage home_page site web_site wangzhi",
    # where
    "country": "国家 国家/地区 国别 国籍 country country_code country_name nation nationality guojia",
    "province": """省 省份 所在省份 所在省 省/直辖市 省市自治区 省级 州 province prov sheng shengfen state
        state_province state_or_province""",
    "city": "市 城市 所在城市 所在市 地级市 地市 city town_city chengshi city_name municipality locality",
    "district": "区 区县 区/县 县 县区 县/区 县市区 所在区县 所在区 行政区 district county qu quxian borough",
    "division": """省市区 省市区县 省/市/区 省市 省市县 所在地区 地区 区域 所在地 所属地区 所属区域 所在省市
        所在区域 行政区划 region area province_city_district shengshiqu diqu""",
    "adcode": "行政区划代码 区划代码 adcode area_code division_code",
    "town": "乡镇 街道 乡镇街道 街道/乡镇 镇 town township subdistrict street_town",
    "address": """地址 详细地址 联系地址 通讯地址 通信地址 住址 家庭住址 家庭地址 居住地址 现住址 公司地址
        单位地址 注册地址 办公地址 街道门牌 街道地址 住址/单位地址 经营地址 客户地址 服务地址 上门地址 门牌 住所
        具体地址 详址 安装地址 办公住址 门店地址 address addr full_address street_address mailing_address
        home_address work_address office_address service_address company_address postal_address business_address
        residential_address registered_address contact_address customer_address site_address dizhi xiangxidizhi
        lianxidizhi tongxundizhi zhuzhi""",
    "receiver": """收货信息 收件信息 收货人信息 收件人信息 收货地址 收件地址 送货地址 配送地址 配送信息
        邮寄信息 邮寄地址 快递地址 快递信息 寄送地址 发货地址 发货信息 寄件地址 shipping_info shipping_address
        delivery_info delivery_address ship_to deliver_to receiver_info receiver shouhuodizhi shouhuoxinxi""",
    "street": "street street_name",
    "address_part": """address_1 address_2 address_3 address1 address2 address3 address_line_1 address_line_2
        address_line_3 addr1 addr2 address_line1 address_line2 street_number street_no house_number house_no
        house building unit unit_number unit_no apartment apartment_number apt po_box
        suburb neighborhood neighbourhood 楼栋 门牌号 楼号 房号 室号 小区
        birth_place place_of_birth birthplace 出生地 籍贯""",
    "postcode": """邮编 邮政编码 邮政编号 邮码 postcode postal_code post_code postal zip zip_code zipcode zip5
        youbian plz""",
    "latitude": "纬度 latitude lat weidu",
    "longitude": "经度 longitude lon lng long jingdu",
    "coordinates": "坐标 经纬度 coordinates coords latlon lat_lon latlng location_point geo",
    # how they stand with us
    "stage": """客户阶段 跟进状态 跟进阶段 阶段 客户状态 销售阶段 商机阶段 成交状态 合作状态 意向 意向度
        意向程度 生命周期 stage customer_stage lifecycle_stage lead_status lead_stage pipeline_stage sales_stage
        customer_status client_status deal_stage jieduan genjinzhuangtai""",
    "status": """状态 标签 客户标签 客户等级 等级 status tag tags label labels level state_of_customer
        zhuangtai biaoqian""",
    "owner": """业务员 销售 销售员 销售人员 销售代表 销售经理 负责人 跟进人 所属销售 客户经理 维护人 归属人
        归属 归属销售 所有者 客户负责人 客服 客服人员 owner account_owner owner_name sales salesperson
        sales_person salesman sales_rep sales_representative account_manager rep relationship_manager
        assigned_to agent yewuyuan fuzeren xiaoshou""",
    "created_at": """创建时间 创建日期 建档时间 建档日期 登记日期 登记时间 录入时间 录入日期 添加时间 添加日期
        注册时间 注册日期 入库时间 入会时间 入会日期 建立时间 建立日期 开户日期 created created_at created_on
        created_time created_date create_time create_date creation_date creation_time date_added date_created
        registered_at registration_date signup_date add_time joined_at member_since entry_date chuangjianshijian
        jiandangshijian dengjiriqi""",
    "updated_at": """更新时间 更新日期 最后更新 最后更新时间 最后修改 最后修改时间 修改时间 修改日期 最近修改
        最近联系 最近联系时间 最近联系日期 最后联系 最后联系时间 跟进日期 跟进时间 最近跟进 最后跟进
        最后跟进时间 最近跟进时间 最近交易日 最近交易 最近交易日期 最近购买 最近购买日期 最近成交日期 updated
        updated_at updated_on updated_time updated_date update_time update_date last_updated last_update
        modified modified_at modified_date modified_on last_modified last_modified_date last_contact
        last_contacted last_contact_date last_activity last_activity_date last_seen last_order_date
        last_purchase last_visit gengxinshijian zuihouxiugai zuijinlianxi""",
    "date": "日期 时间 date time datetime timestamp day riqi shijian 年份 year",
    # which row it is
    "record_id": """id 编号 客户编号 客户id 客户编码 客户代码 客户号 会员号 会员编号 会员卡号 会员id
        往来单位编码 往来单位编号 供应商编码 用户id 用户编号 编码 代码 档案号 档案编号 工单号 工单编号 record_id
        rec_id customer_id customer_no customer_number customer_code client_id client_no client_code account_id
        account_no account_number user_id uid uuid guid member_id member_no partner_id partner_code partner_no
        contact_id person_id_no ticket_id ticket_no case_id key row_id rowid unique_id entity_key party_id
        vendor_id supplier_id bianhao kehubianhao bianma site_id lead_id""",
    "sequence": "序号 行号 序 no num seq sequence index # nr s_n sn row_number row_no xuhao line line_no 项次",
    # what is said of them
    "job_title": """职务 职位 岗位 职称 职业 称谓 job_title position job occupation role profession zhiwu
        zhiwei""",
    "industry": "行业 所属行业 industry sector hangye",
    "remark": """备注 说明 备注信息 备注说明 其他 描述 跟进记录 沟通记录 需求 问题 内容 remark remarks note
        notes comment comments memo description desc details issue subject message beizhu shuoming""",
    # what makes a table no customer list
    "order_id": """订单号 订单编号 订单id 单号 销售单号 发票号 发票号码 流水号 交易号 交易流水号 order_no
        order_id order_number order invoice_no invoice_id invoice_number invoice transaction_id transaction_no
        purchase_order po_number receipt_no dingdanhao""",
    "order_date": """订单日期 订单时间 下单时间 下单日期 交易日期 交易时间 发货日期 支付时间 付款时间
        order_date order_time ordered_at transaction_date invoice_date ship_date shipped_at payment_date
        purchase_date""",
    "product": """产品 产品名称 商品 商品名称 商品编码 产品编码 品名 货品 货品名称 规格 型号 物料 物料编码
        物料名称 sku product product_name product_id product_code item item_name item_code sku_code article isbn
        chanpin shangpin""",
    "amount": """金额 订单金额 总价 总金额 单价 价格 实付金额 应付金额 销售额 货款 amount total price
        unit_price total_amount total_price subtotal grand_total paid_amount net_amount jine""",
    "quantity": "数量 件数 库存 quantity qty units stock quantity_ordered shuliang",
    # positions and results
    "source": "source source_system source_file data_source",
    "sheet": "sheet sheet_name",
    "row": "row",
    "entity_id": "entity_id",
}

#: Words before a name that say only whose it is.
OWNER_WORDS = (
    "客户", "顾客", "会员", "用户", "联系人", "客商", "往来单位", "本人", "主要", "主", "首选", "默认",
    "customer", "cust", "client", "contact", "member", "user", "person", "partner", "primary", "main",
    "default", "billing", "account",
)  # fmt: skip

#: Meanings that may also be read off the end of a longer name (办公室联系电话, "work e mail").
HEADS = (
    "email",
    "wechat",
    "mobile",
    "landline",
    "phone",
    "fax",
    "address",
    "postcode",
    "uscc",
    "resident_id",
    "birthday",
    "gender",
    "province",
    "city",
    "district",
    "contact_name",
    "company",
    "created_at",
    "updated_at",
    "order_id",
    "order_date",
    "amount",
    "quantity",
    "product",
    "remark",
    "record_id",
    "date",
    "url",
    "country",
    "stage",
    "owner",
    "name",
    "person_name",
    "nickname",
    "given_name",
    "surname",
    "middle_name",
    "street",
    "address_part",
)

#: Names that say what a column holds only where they stand alone: a `dog_house` is no house, a `bought_last` no name.
ALONE = frozenset("first last given house building unit apartment mi person caller applicant".split())  # fmt: skip

#: Words that programs cut short inside a name -> the word.
ABBREVIATIONS: dict[str, str] = {
    "nm": "name", "nme": "name", "fst": "first", "frst": "first", "lst": "last", "mid": "middle", "gvn": "given",
    "addr": "address", "adr": "address", "addrs": "address", "adrs": "address", "str": "street", "strt": "street",
    "ln": "line", "lin": "line", "cty": "city", "prv": "province", "pstl": "postal", "pst": "postal", "ctry": "country",
    "cntry": "country", "ctr": "country", "ph": "phone", "phn": "phone", "phon": "phone", "telno": "tel_no",
    "hm": "home", "wk": "work", "wrk": "work", "cel": "cell", "mbl": "mobile", "mobl": "mobile", "eml": "email",
    "nbr": "number", "nmbr": "number", "nr": "number", "num": "number", "nro": "number", "cd": "code", "dt": "date",
    "dte": "date", "brth": "birth", "bth": "birth", "bday": "birthday", "cust": "customer", "acct": "account",
    "acc": "account", "org": "organization", "orgn": "organization", "comp": "company", "cntct": "contact",
    "upd": "updated", "crt": "created", "lic": "license", "identif": "identifier",
}  # fmt: skip

#: Words behind a name that say only how the value is written.
FORM_WORDS = ("code", "text", "txt", "value", "val", "string", "raw", "original", "full", "field", "input", "abbr")
