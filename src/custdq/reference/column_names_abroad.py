"""What columns of customer data are called in other languages than Chinese and English, by meaning.

Compiled for this project from plain usage in exports of German, French, Spanish, Portuguese, Italian, Dutch, Nordic,
Polish, Czech, Russian, Ukrainian, Greek, Turkish, Vietnamese, Indonesian, Arabic, Japanese and Korean programs; the
names are facts (Apache-2.0 with the rest, 2026-11). Stored folded like those of `column_names`, and found with and
without their accents. The trap: short words of one language are other words of another (`land`, `ort`, `by`), so those
of `SHORT_ABROAD` count whole only, never as the end or the beginning of a longer name.
"""

from __future__ import annotations

#: Meaning -> names. Words for a name that are both a whole and a given name (nombre, nome) stand under `name`.
COLUMN_NAMES_ABROAD: dict[str, str] = {
    "name": """nom nombre nome naam navn namn nimi név nume kunde kundenname nom_client cliente nombre_cliente
        nome_cliente klant klantnaam nom_complet nombre_completo nome_completo 名前 이름 고객명 tên_khách_hàng
        ten_kh nama nama_pelanggan jméno_zákazníka nazwa_klienta klient имя_клиента клієнт πελάτησ müşteri
        müşteri_adı opiekun asiakas asiakkaan_nimi الاسم اسم_العميل""",
    "person_name": """фио имя_и_фамилия imię_i_nazwisko imie_i_nazwisko adı_soyadı adi_soyadi 氏名 성명 성함
        họ_và_tên họ_tên tên_đầy_đủ піб піп п_і_б прізвище_та_ім_я ονοματεπώνυμο ad_soyad adsoyad adı_ve_soyadı
        nama_lengkap voornaam_achternaam vor_und_nachname vorname_nachname name_vorname nachname_vorname
        cognome_e_nome cognome_nome nome_e_cognome apellidos_y_nombre nombre_y_apellidos huésped hospede titular
        titulaire intestatario kontoinhaber paciente paziente patiënt élève öğrenci_adı_soyadı الاسم_الكامل""",
    "company": """firma firmenname unternehmen entreprise société societe raison_sociale empresa razón_social
        razon_social nombre_empresa nome_empresa nome_fantasia razão_social razao_social azienda ragione_sociale
        bedrijf bedrijfsnaam företag foretag firmanavn yritys компания организация название наименование 会社
        会社名 会社名称 企业名 法人名 회사 회사명 상호 법인명 công_ty tên_công_ty perusahaan nama_perusahaan
        firma_adı ünvan şirket şirket_adı nazwa_firmy název_firmy підприємство назва εταιρεία επωνυμία firmennamen
        naziv_firme الشركة""",
    "contact_name": """ansprechpartner kontaktperson interlocuteur contacto persona_de_contacto contatto referente
        contactpersoon контактное_лицо 担当者 担当者名 담당자 담당자명 người_liên_hệ osoba_kontaktowa
        kontaktní_osoba контактна_особа yetkili_kişi ilgili_kişi referente_aziendale persona_contacto""",
    "given_name": """vorname vornamen prénom prenom prénoms prenoms nombres primeiro_nome voornaam förnamn fornamn
        fornavn etunimi imię imie jméno jmeno keresztnév имя tên tên_gọi ім_я όνομα adı ad isim nama_depan
        roepnaam voornamen tilltalsnamn nombre_de_pila""",
    "surname": """nachname familienname zuname nom_de_famille nom_famille apellido apellidos primer_apellido
        segundo_apellido cognome sobrenome achternaam efternamn efternavn etternavn sukunimi nazwisko příjmení
        prijmeni vezetéknév фамилия soyadı soyadi soyad 苗字 성 성씨 họ прізвище επώνυμο επίθετο soyisim
        nama_belakang familienaam family_naam cog apellido_1 apellido_2 apellido_paterno apellido_materno
        primo_cognome""",
    "middle_name": "отчество segundo_nombre zweiter_vorname tussenvoegsel tên_đệm по_батькові patronymic πατρώνυμο",
    "gender": """geschlecht anrede sexe civilité civilite sexo género genero sesso geslacht kön płeć plec пол 성별
        cinsiyet giới_tính стать φύλο jenis_kelamin pohlaví pohlavie nem""",
    "birthday": """geburtsdatum geburtstag geboren geboren_am date_naissance date_de_naissance né_le
        fecha_nacimiento fecha_de_nacimiento data_nascita data_di_nascita data_nascimento data_de_nascimento
        geboortedatum födelsedatum fodelsedatum fødselsdato syntymäaika data_urodzenia datum_narození
        datum_narozeni дата_рождения doğum_tarihi dogum_tarihi 生年月日 诞生日 생년월일 ngày_sinh дата_народження
        ημερομηνία_γέννησησ tanggal_lahir tgl_lahir d_urodz data_ur data_nasc dt_nasc dt_nascimento dt_nascita
        dt_nac fecha_nac f_nac fec_nac fecha_de_nac date_naiss dt_naiss date_de_naiss geb_datum geb_dat gebdatum
        doğum_tar né_e_le""",
    "age": "edad età idade leeftijd возраст 나이",
    "mobile": """handy handynummer mobil mobilnummer mobilnr mobiltelefon portable téléphone_portable
        telephone_portable móvil movil celular teléfono_móvil telefono_movil cellulare mobiel gsm мобильный
        мобильный_телефон 携帯 携帯电话 携帯番号 携帯电话番号 휴대폰 휴대전화 휴대폰번호 핸드폰 cep_telefonu
        cep_tel gsm_no telefon_komórkowy tel_kom komórka mobilní_telefon di_động số_di_động điện_thoại_di_động
        sđt_di_động no_hp nomor_hp κινητό мобільний мобільний_телефон mobil_telefon handynr telefono_cellulare
        tél_mobile tel_mobile tél_portable tel_portable teléfono_celular celular_whatsapp whatsapp الجوال
        رقم_الجوال""",
    "phone": """telefon telefonnummer telefonnr rufnummer téléphone numéro_de_téléphone numero_de_telephone
        teléfono telefono telefonos numero_telefono numero_de_telefono telefone fone telefoon telefoonnummer
        телефон номер_телефона 电话番号 전화 전화번호 연락처 số_điện_thoại điện_thoại sđt so_dt telepon no_telepon
        nomor_telepon тел номер_телефону τηλέφωνο tlf tlf_nr telefon_no telefon_numarası tel_nr nr_telefonu nr_tel
        telefonní_číslo tél n_téléphone numéro_tél rec_tel puhelin puhelinnumero الهاتف رقم_الهاتف""",
    "email": """courriel adresse_email adresse_mail email_adresse e_mail_adresse mailadresse correo
        correo_electrónico correo_electronico posta_elettronica e_post почта эл_почта электронная_почта メール
        メールアドレス eメール 이메일 이메일주소 eposta e_posta_adresi ел_пошта ел_адреса електронна_пошта
        поштова_скринька hộp_thư thư_điện_tử surel mél mel posta_elettronica_certificata pec correo_e email_adres
        e_mailadres adres_email sähköposti البريد_الإلكتروني البريد_الالكتروني""",
    "country": "land pays país pais paese kraj страна 国名 국가 ülke quốc_gia країна χώρα negara stát maa الدولة",
    "province": """bundesland département departement provincia estado uf regione область регион 都道府県 시도 il
        tỉnh tỉnh/thành_phố tỉnh_thành область_регион provincie województwo wojewodztwo kanton län fylke νομόσ
        provinsi prov_res""",
    "city": """ort stadt wohnort ville commune ciudad población poblacion localidad città citta comune cidade
        município municipio plaats woonplaats stad miasto město mesto город 市区町村 도시 şehir thành_phố tp
        miejscowość miejscowosc місто población_ciudad πόλη kota obec poststed postort postitoimipaikka kommun
        gemeinde comune_res località المدينة""",
    "address": """anschrift adresse adresse_postale dirección direccion domicilio indirizzo endereço endereco
        morada adres adress osoite адрес 주소 địa_chỉ địa_chỉ_nhà адреса адреса_доставки διεύθυνση alamat
        alamat_lengkap ev_adresi iş_adresi açık_adres adres_zamieszkania adres_korespondencyjny adres_zameldowania
        gatuadress postadress besöksadress ind_residenza indirizzo_residenza domicilio_fiscal adresse_complète
        woonadres bezoekadres lakcím cím العنوان""",
    "street": """strasse strasse_hausnummer strasse_nr rue voie calle rua logradouro straat ulica улица
        straat_en_huisnummer straat_nr straat_huisnummer strasse_und_hausnummer strasse_hnr strasse_nummer
        ulica_i_numer ulica_nr ulica_numer via_e_numero calle_y_numero rua_e_número sokak cadde вулиця οδόσ jalan
        gata katuosoite""",
    "address_part": """hausnummer hausnr numéro_rue numero_civico número_casa huisnummer номер_дома дом квартира
        nr_domu nr_lokalu nr_mieszkania номер_будинку кв bina_no daire_no kapı_no complemento numero_de_casa
        adresszusatz complément_adresse complément_d_adresse doplnok adr1 adr2 adr3 toevoeging bus huisnr""",
    "postcode": """postleitzahl cap code_postal cp código_postal codigo_postal cep kod_pocztowy postnummer psč psc
        irányítószám индекс почтовый_индекс 邮便番号 우편번호 pincode pin_code eircode mã_bưu_điện mã_bưu_chính
        posta_kodu kod kod_poczt поштовий_індекс τκ τ_κ ταχυδρομικόσ_κώδικασ kode_pos postnr postkode pc
        postinumero smerovacie_číslo code_post cod_postal cód_postal c_p الرمز_البريدي""",
    "record_id": """kundennummer kunden_nr kundennr numéro_client numero_client id_client numero_cliente
        id_cliente codice_cliente klantnummer kundnummer номер_клиента 顾客番号 고객번호 mã_kh mã_khách_hàng
        müşteri_no müşteri_kodu öğrenci_no hasta_no nr_klienta id_klienta numer_klienta číslo_zákazníka
        код_клиента код_клієнта номер_клієнта κωδικόσ κωδικόσ_πελάτη kode_pelanggan medlemsnr medlemsnummer
        kundenr kundnr klantnr klant_nr relatienummer ndg cod_cliente código_cliente codigo_cliente cod_cli cli_id
        matricola""",
    "job_title": "beruf fonction puesto cargo ruolo профессия должность 役职 직책",
    "remark": """bemerkung bemerkungen notiz kommentar remarque commentaire observaciones notas osservazioni
        opmerking примечание 备考 비고 ghi_chú ghi_chu примітка примітки σημειώσεισ catatan notlar açıklama uwagi
        poznámka observações osservazione huomautus ملاحظات""",
    "created_at": """erstellt erstellt_am angelegt_am date_création date_creation fecha_alta fecha_creación
        fecha_creacion data_creazione data_cadastro дата_создания 登录日 등록일 ngày_tạo ngày_mở kayıt_tarihi
        oluşturma_tarihi data_utworzenia data_założenia дата_створення anlagedatum datum_aangemaakt skapad
        inträdesdatum dt_crea date_crea dt_creation dt_apertura dt_cadastro fecha_registro fecha_de_alta fec_alta""",
    "updated_at": """geändert_am aktualisiert_am date_modification fecha_modificación fecha_modificacion
        data_modifica data_atualização data_atualizacao дата_изменения 更新日 수정일 ngày_cập_nhật
        güncelleme_tarihi data_modyfikacji дата_оновлення letzter_kontakt letzte_änderung laatst_gewijzigd ändrad
        dt_modif dernière_modification última_modificación""",
    "person_id": """cccd cmnd số_cccd số_cmnd căn_cước pesel personnummer personnr fødselsnummer fodselsnummer cpr
        cpr_nr tc_kimlik_no tc_kimlik tckn tc_no t_c_kimlik_no codice_fiscale cod_fiscale cod_fisc dni nie nif
        dni_nie dni/pasaporte cpf rg rut curp nik no_ktp bsn burgerservicenummer numéro_sécurité_sociale nir снилс
        рнокпп rodné_číslo rodne_cislo amka αμκα""",
    "uscc": """partita_iva p_iva piva ust_id ust_idnr ust_id_nr ustid ustidnr umsatzsteuer_id steuernummer siren
        siret numéro_tva tva_intracommunautaire cnpj nip regon ičo ico dič btw_nummer btw_nr kvk kvk_nummer orgnr
        organisationsnummer organisasjonsnummer vergi_no vergi_numarası vkn αφμ инн огрн єдрпоу едрпоу mã_số_thuế
        mst npwp cif rfc cuit ruc""",
    "landline": """ev_telefonu iş_telefonu telefon_privat telefon_geschäftlich telefon_büro festnetz teléfono_fijo
        telefono_fisso tél_fixe telefone_fixo điện_thoại_bàn tel_hem стационарный_телефон""",
    "district": "ilçe quận quận/huyện huyện powiat okres arrondissement kecamatan δήμοσ gmina bairro",
    "town": "phường xã phường/xã mahalle kelurahan",
    "owner": """betreuer verkäufer vendeur commercial vendedor comercial responsabile venditore opiekun_klienta
        менеджер müşteri_temsilcisi""",
    "amount": """betrag umsatz montant total_ttc total_ht importe importo valor saldo bedrag kwota сумма сума
        tutar ποσό số_tiền số_dư jumlah""",
    "order_date": """bestelldatum date_commande date_de_commande fecha_pedido data_ordine data_pedido дата_заказа
        ngày_đặt""",
    "status": "trạng_thái durum stato statut estado_cliente статус",
}

#: Names that say what a column holds only where they stand alone: elsewhere they are other words, or parts of some.
SHORT_ABROAD = frozenset(
    """land ort stad kraj handy portable rue voie fone cep cap uf kod pc tp ad il tên họ nik ico cif rg bus gsm cargo
    puesto titular klant kunde cliente klient firma mobil mobiel calle gata jalan sokak cadde saldo valor umsatz betrag
    kommun obec okres""".split()
)
