"""What business programs call the columns of customer data in their exports and tables, by meaning.

Compiled for this project from the published field names of SAP (KNA1, LFA1, ADRC, ADR6, BUT000), Dynamics, Salesforce,
HubSpot, NetSuite, Odoo, Shopify, WooCommerce, Magento, Mailchimp and of hospital extracts; the names are facts
(Apache-2.0 with the rest, 2026-11). Stored folded and without accents like those of `column_names`. The trap: they are
cut to a few letters and mean nothing elsewhere (`ort01`, `name2`), so these names count whole only.
"""

from __future__ import annotations

#: Meaning -> names.
COLUMN_NAMES_OF_SYSTEMS: dict[str, str] = {
    "name": "name1 name_org1 accountname altname bu_sort1 mcod1",
    "person_name": "name_text contact_fullname pat_nm pat_name patient_nm yomifullname lead_name",
    "company": """default_address_company billing_company shipping_company address_company parent_account
        associated_company primary_associated_company parentcustomerid parent_customer companyname org_name
        bill_to_company commercial_company_name lead_company""",
    "contact_name": "parnr_name primarycontactid primary_contact_name attention_to",
    "given_name": "namev contact_first_name pat_first_nm",
    "surname": "contact_last_name pat_last_nm",
    "middle_name": "namemiddle",
    "gender": "gesch gendercode sex_cd",
    "birthday": "gbdat birthdt personbirthdate gebdt birth_dt",
    "person_id": "mrn pat_mrn_id medical_record_number medical_record_no nhs_no hicn mbi emirates_id idnum",
    "uscc": "stceg stcd1 stcd2 stcd3 taxvat vat_registration_number vatregnumber taxnum billing_vat u_st_id_nr",
    "mobile": "mobile_phone_number telmobile telf2 address_mobile contact_mobile_phone",
    "phone": """telf1 telnr telephone1 telephone2 telephone3 billing_phone shipping_phone default_address_phone
        address_telephone personhomephone otherphone assistantphone altphone""",
    "landline": "homephone address1_telephone1 telnr_long",
    "fax": "telfx telfx1 fax_extens address1_fax",
    "email": """smtp_addr smtpadr emailaddress1 emailaddress2 emailaddress3 personemail billing_email
        email_address_1 contact_email_address mail_addr email_normalized work_email""",
    "url": "uri_addr websiteurl website_url domain company_domain_name web_address",
    "country": """land1 landx country_id countrycode mailingcountry billingcountry shippingcountry othercountry
        address1_country address_country_id default_address_country_code countryregion""",
    "province": """regio regiogroup state_id mailingstate billingstate shippingstate otherstate
        address1_stateorprovince address_region region_id default_address_province_code stateregion st_cd
        st_code""",
    "city": """ort01 city1 mailingcity billingcity shippingcity othercity address1_city address_city mcod3
        default_address_city""",
    "district": "ort02 city2 address1_county",
    "street": """stras street1 mailingstreet billingstreet shippingstreet otherstreet address1_line1 address_street
        default_address_address1 street_line_1""",
    "address_part": """street2 street3 str_suppl1 str_suppl2 house_num1 house_num2 address1_line2 address1_line3 name2
        name3 name4""",
    "postcode": """pstlz post_code1 pstl2 mailingpostalcode billingpostalcode shippingpostalcode otherpostalcode
        address1_postalcode address_postcode default_address_zip billzip shipzip zippostalcode""",
    "record_id": """kunnr lifnr bu_partner accountid contactid leadid customerid internalid vid contact_vid
        accountnumber pat_id enc_id parent_record_id""",
    "created_at": "erdat crdat createdon createddate datecreated createdate created_in_system account_created_date",
    "updated_at": "aedat chdat modifiedon lastmodifieddate lastmodified lastmodifiedon systemmodstamp write_date",
    "owner": """ownerid owner_id ernam aenam hubspot_owner_id contact_owner salesrep user_owner createdby modifiedby""",
    "industry": "brsch industrycode",
    "job_title": "jobtitle pafkt",
    "stage": "lifecyclestage statuscode statecode leadstatus entitystatus",
    "kind": "ktokd accountgroup customertypecode isperson",
    "remark": "customer_note",
}
