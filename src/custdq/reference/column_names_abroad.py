"""What columns of customer data are called in other languages than Chinese and English, by meaning.

Compiled for this project from plain usage in exports of German, French, Spanish, Portuguese, Italian, Dutch, Nordic,
Polish, Czech, Russian, Turkish, Japanese and Korean programs; the names are facts (Apache-2.0 with the rest, 2026-11).
Stored folded like those of `column_names`. The trap: short words of one language are other words of another (`land`,
`ort`, `by`), so these names count whole only, never as the end of a longer one.
"""

from __future__ import annotations

#: Meaning -> names. Words for a name that are both a whole and a given name (nombre, nome) stand under `name`.
COLUMN_NAMES_ABROAD: dict[str, str] = {
    "name": """nom nombre nome naam navn namn nimi név nume kunde kundenname nom_client cliente nombre_cliente
        nome_cliente klant klantnaam nom_complet nombre_completo nome_completo 名前 이름 고객명""",
    "person_name": "фио имя_и_фамилия imię_i_nazwisko imie_i_nazwisko adı_soyadı adi_soyadi 氏名 성명 성함",
    "company": """firma firmenname unternehmen entreprise société societe raison_sociale empresa razón_social
        razon_social nombre_empresa nome_empresa nome_fantasia razão_social razao_social azienda ragione_sociale
        bedrijf bedrijfsnaam företag foretag firmanavn yritys компания организация название наименование 会社 会社名
        会社名称 企业名 法人名 회사 회사명 상호 법인명""",
    "contact_name": """ansprechpartner kontaktperson interlocuteur contacto persona_de_contacto contatto referente
        contactpersoon контактное_лицо 担当者 担当者名 담당자 담당자명""",
    "given_name": """vorname vornamen prénom prenom prénoms prenoms nombres primeiro_nome voornaam förnamn fornamn
        fornavn etunimi imię imie jméno jmeno keresztnév имя""",
    "surname": """nachname familienname zuname nom_de_famille nom_famille apellido apellidos primer_apellido
        segundo_apellido cognome sobrenome achternaam efternamn efternavn etternavn sukunimi nazwisko příjmení prijmeni
        vezetéknév фамилия soyadı soyadi soyad 苗字 성 성씨""",
    "middle_name": "отчество segundo_nombre zweiter_vorname tussenvoegsel",
    "gender": "geschlecht anrede sexe civilité civilite sexo género genero sesso geslacht kön płeć plec пол 성별",
    "birthday": """geburtsdatum geburtstag geboren geboren_am date_naissance date_de_naissance né_le fecha_nacimiento
        fecha_de_nacimiento data_nascita data_di_nascita data_nascimento data_de_nascimento geboortedatum födelsedatum
        fodelsedatum fødselsdato syntymäaika data_urodzenia datum_narození datum_narozeni дата_рождения doğum_tarihi
        dogum_tarihi 生年月日 诞生日 생년월일""",
    "age": "edad età idade leeftijd возраст 나이",
    "mobile": """handy handynummer mobil mobilnummer mobilnr mobiltelefon portable téléphone_portable
        telephone_portable móvil movil celular teléfono_móvil telefono_movil cellulare mobiel gsm мобильный
        мобильный_телефон 携帯 携帯电话 携帯番号 携帯电话番号 휴대폰 휴대전화 휴대폰번호 핸드폰""",
    "phone": """telefon telefonnummer telefonnr rufnummer téléphone numéro_de_téléphone numero_de_telephone teléfono
        telefono telefonos numero_telefono numero_de_telefono telefone fone telefoon telefoonnummer телефон
        номер_телефона 电话番号 전화 전화번호 연락처""",
    "email": """courriel adresse_email adresse_mail email_adresse e_mail_adresse mailadresse correo
        correo_electrónico correo_electronico posta_elettronica e_post почта эл_почта электронная_почта メール
        メールアドレス eメール 이메일 이메일주소""",
    "country": "land pays país pais paese kraj страна 国名 국가",
    "province": "bundesland département departement provincia estado uf regione область регион 都道府県 시도",
    "city": """ort stadt wohnort ville commune ciudad población poblacion localidad città citta comune cidade
        município municipio plaats woonplaats stad miasto město mesto город 市区町村 도시""",
    "address": """anschrift adresse adresse_postale dirección direccion domicilio indirizzo endereço endereco morada
        adres adress osoite адрес 주소""",
    "street": """strasse strasse_hausnummer strasse_nr rue voie calle rua logradouro straat ulica улица""",
    "address_part": "hausnummer hausnr numéro_rue numero_civico número_casa huisnummer номер_дома дом квартира",
    "postcode": """postleitzahl code_postal cp código_postal codigo_postal cep kod_pocztowy postnummer psč psc
        irányítószám индекс почтовый_индекс 邮便番号 우편번호 pincode pin_code eircode""",
    "record_id": """kundennummer kunden_nr kundennr numéro_client numero_client id_client numero_cliente id_cliente
        codice_cliente klantnummer kundnummer номер_клиента 顾客番号 고객번호""",
    "job_title": "beruf fonction puesto cargo ruolo профессия должность 役职 직책",
    "remark": """bemerkung bemerkungen notiz kommentar remarque commentaire observaciones notas osservazioni
        opmerking примечание 备考 비고""",
    "created_at": """erstellt erstellt_am angelegt_am date_création date_creation fecha_alta fecha_creación
        fecha_creacion data_creazione data_cadastro дата_создания 登录日 등록일""",
    "updated_at": """geändert_am aktualisiert_am date_modification fecha_modificación fecha_modificacion
        data_modifica data_atualização data_atualizacao дата_изменения 更新日 수정일""",
}
