/** Writing systems the demo's people write their names in. */
export type Script = 'latin' | 'cyrillic' | 'arabic' | 'hebrew' | 'devanagari' | 'chinese'

type Name = { written: string; ascii: string }
type Pool = { given: Name[]; family: Name[]; order: 'given-first' | 'family-first'; between: ' ' | '' }

const pairs = (list: string): Name[] =>
  list.split(',').map(entry => {
    const [written = '', ascii = ''] = entry.trim().split('=')
    return { written, ascii }
  })

const letters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  ı: 'i',
  þ: 'th',
  ð: 'd',
}

/** What a Latin name becomes in an address: `Søren` is `soren`, `O’Dowd` is `odowd`. */
export const plain = (name: string) =>
  name
    .replace(/[ßøØæłŁđıþð]/g, letter => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^A-Za-z0-9-]/g, '')
    .toLowerCase()

const latin = (list: string): Name[] => list.split(',').map(name => ({ written: name.trim(), ascii: plain(name) }))

export const names: Record<Script, Pool> = {
  latin: {
    order: 'given-first',
    between: ' ',
    given: latin(
      'Aoife, Brigid, Caoimhe, Ciarán, Conall, Dervla, Eimear, Fionn, Gráinne, Muireann, Niamh, Pádraig, Ruairí, Siobhán, ' +
        'Agnes, Beatrix, Clement, Edmund, Florence, Harriet, Imogen, Jasper, Leopold, Matilda, Percival, Rosalind, Winifred, ' +
        'Annegret, Björn, Ferdinand, Friederike, Gisela, Heiko, Jürgen, Käthe, Lieselotte, Rüdiger, Sören, Ulrike, ' +
        'Amélie, Benoît, Clémence, Éloïse, François, Maëlle, Åsa, Göran, Linnéa, Øystein, Çağla, Işıl, Łucja, Zdeňka, ' +
        'Dolores, Everett, Jefferson, Luz, Savannah, Wyatt',
    ),
    family: latin(
      'Ashcombe, Birchall, Cavendale, Dunmarrow, Ellerby, Fenwright, Gorsebrook, Hollinshade, Inglethorp, Kestrelman, ' +
        'Larkspire, Mossgrave, Netherfield, Oakhampton, Pellworth, Ravensdale, Silverthorne, Thistlewood, Underhay, Wetherstone, ' +
        'Mac Giolla Ruadh, Ní Fhlannchadha, O’Dowdall, Ó Ceallacháin, Tiernaghan, Brennacht, Corrigally, ' +
        'Ackerbühl, Birkenstätter, Drosselmaier, Fürchtegott, Großkopf, Hügelbauer, Kranichfeld, Müßiggang, Rebhühner, ' +
        'Boisclair, Châtelnoir, Desrosièrs, Lefèvrier, Åkersvall, Björkendahl, Sjöstrandh, Øvergaardsen, Łąkowiecki, Dvořáčková, ' +
        'Arroyo-Bell, Castellanova, Del Pinar, Hartsfield, Montrose-Vega',
    ),
  },
  cyrillic: {
    order: 'given-first',
    between: ' ',
    given: pairs(
      'Олена=olena, Тарас=taras, Ярина=yaryna, Богдан=bohdan, Людмила=liudmyla, Їжак=yizhak, Марко=marko, Дарина=daryna, ' +
        'Светлана=svetlana, Николай=nikolay, Георги=georgi, Десислава=desislava, Јована=jovana, Љубица=ljubica',
    ),
    family: pairs(
      'Гончаренко=honcharenko, Підгорняк=pidhorniak, Ковалишин=kovalyshyn, Чорновілська=chornovilska, Щербинюк=shcherbyniuk, ' +
        'Берестецька=berestetska, Журавлёва=zhuravlyova, Соловьёв=solovyov, Каменаров=kamenarov, Ђорђевац=djordjevac, Њежић=njezic, Вишнякова=vishnyakova',
    ),
  },
  arabic: {
    order: 'given-first',
    between: ' ',
    given: pairs(
      'سلمى=salma, يوسف=yousef, نادية=nadia, كريم=karim, هالة=hala, زياد=ziad, مريم=maryam, طارق=tariq, رانيا=rania, عمر=omar, هُدى=huda, إلياس=elias, فاطمة الزهراء=fatima-zahra',
    ),
    family: pairs(
      'النجّار=al-najjar, المنصوري=al-mansouri, خوري=khoury, بن يحيى=ben-yahya, الحلبي=al-halabi, درويش=darwish, الزيتوني=al-zaytouni, ' +
        'أبو ريشة=abu-risha, القصّاب=al-qassab, شاهين=shaheen, لطيف=latif, الياسمين=al-yasmin',
    ),
  },
  hebrew: {
    order: 'given-first',
    between: ' ',
    given: pairs(
      'תמר=tamar, אורי=uri, שירה=shira, איתי=itai, יעל=yael, עומר=omer, מיכל=michal, רועי=roi, אביגיל=avigail, דניאל=daniel, הדס=hadas, גיא=guy',
    ),
    family: pairs(
      'אבן-ספיר=even-sapir, הררי=harari, כרמלי=carmeli, שדמון=shadmon, ורדימון=vardimon, צפריר=tzafrir, גלבועי=gilboai, אלמוג=almog, נחליאלי=nachlieli, דולב=dolev, פרץ-לביא=peretz-lavi',
    ),
  },
  devanagari: {
    order: 'given-first',
    between: ' ',
    given: pairs(
      'अनन्या=ananya, विक्रम=vikram, मीनाक्षी=meenakshi, रोहन=rohan, श्रेया=shreya, अर्जुन=arjun, लक्ष्मी=lakshmi, कृष्णा=krishna, ज्योति=jyoti, प्रद्युम्न=pradyumna, ईशा=isha, संजय=sanjay',
    ),
    family: pairs(
      'देशपांडे=deshpande, त्रिवेदी=trivedi, श्रीवास्तव=shrivastava, क्षीरसागर=kshirsagar, चतुर्वेदी=chaturvedi, जोशी=joshi, ठाकुर=thakur, द्विवेदी=dwivedi, पाटणकर=patankar, वैद्य=vaidya, अग्निहोत्री=agnihotri',
    ),
  },
  chinese: {
    order: 'family-first',
    between: '',
    given: pairs(
      '雅婷=yating, 子轩=zixuan, 慧敏=huimin, 建国=jianguo, 思远=siyuan, 美玲=meiling, 浩然=haoran, 淑芬=shufen, 志强=zhiqiang, 晓=xiao, 嘉欣=jiaxin, 宇航=yuhang, 䶮=yan',
    ),
    family: pairs(
      '欧阳=ouyang, 司徒=situ, 诸葛=zhuge, 林=lin, 陳=chen, 吴=wu, 黄=huang, 徐=xu, 孙=sun, 馬=ma, 朱=zhu, 郭=guo, 羅=luo, 鄭=zheng',
    ),
  },
}

/** The whole name as its bearer writes it. */
export const wholeName = (script: Script, given: string, family: string) => {
  const { order, between } = names[script]
  return order === 'family-first' ? `${family}${between}${given}` : `${given}${between}${family}`
}
