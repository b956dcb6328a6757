/** The sample's members. All of them are made up; the company sells tea. */
export interface SamplePerson {
  readonly name: string;
  readonly title: string;
  readonly town: string;
  readonly born: string;
}

const person = (line: string): SamplePerson => {
  const [name, title, town, born] = line.split(' | ') as [string, string, string, string];
  return { name, title, town, born };
};

/** Who works at Harbour & Finch. */
export const EMPLOYEES: readonly SamplePerson[] = `
Mara Lindqvist | Head of Tea Buying | Gothenburg, Sweden | 1979-04-11
Tomás Ferreira | Master Blender | Porto, Portugal | 1968-09-02
Aisha Rahman | Quality Manager | Rotterdam, Netherlands | 1986-01-23
Jonas Weber | Warehouse Lead | Hamburg, Germany | 1990-07-15
Ines Kovač | HR Business Partner | Hamburg, Germany | 1983-12-01
Piotr Zieliński | Data Engineer | Gdańsk, Poland | 1991-03-30
Clara Moreau | Legal Counsel | Lyon, France | 1977-06-19
Sam Okafor | Customer Care Lead | London, United Kingdom | 1988-10-08
Yuki Tanaka | Product Designer | Rotterdam, Netherlands | 1993-02-14
Freya Olsen | Works Council Chair | Bergen, Norway | 1971-08-27
Daniel Hughes | Finance Controller | Cardiff, United Kingdom | 1980-05-05
Leila Haddad | Communications Manager | Lyon, France | 1985-11-17
Mateo Ruiz | Logistics Planner | Valencia, Spain | 1994-04-03
Hannah Vogel | IT Security Officer | Hamburg, Germany | 1987-09-21
Oskar Nilsson | Apprentice Taster | Gothenburg, Sweden | 2004-06-12
Priya Nair | Sourcing Manager | London, United Kingdom | 1989-01-09
Bram de Wit | Packaging Engineer | Utrecht, Netherlands | 1982-03-18
Sofia Rossi | Marketing Lead | Turin, Italy | 1990-12-24
Eamon Byrne | Sales Manager | Cork, Ireland | 1976-02-28
Lucie Novotná | Lab Technician | Brno, Czechia | 1995-08-08`
  .trim()
  .split('\n')
  .map(person);

/** Who works with the company. */
export const PARTNERS: readonly SamplePerson[] = `
Ravi Menon | Estate Manager | Munnar, India | 1974-05-13
Chen Wei | Export Director | Hangzhou, China | 1969-10-30
Nadia Petrov | Freight Broker | Varna, Bulgaria | 1984-07-07
Anders Holm | Fleet Coordinator | Aarhus, Denmark | 1981-01-31
Grace Wanjiru | Cooperative Chair | Kericho, Kenya | 1972-11-11
Luca Bianchi | Tin Maker | Bologna, Italy | 1966-03-04
Marta Silva | Customs Agent | Lisbon, Portugal | 1987-06-25
Kenji Mori | Ceramics Supplier | Kyoto, Japan | 1978-09-16
Elif Aydın | Quality Auditor | Izmir, Türkiye | 1989-04-22
Pavel Dvořák | Pallet Supplier | Ostrava, Czechia | 1975-12-06
Rosa Jiménez | Cold Chain Engineer | Seville, Spain | 1992-08-19
Tom Baxter | Port Operations | Felixstowe, United Kingdom | 1979-02-02
Salma Idrissi | Mint Grower | Meknes, Morocco | 1983-05-29
Erik Sandberg | Route Planner | Malmö, Sweden | 1990-10-10
Dao Thi Hoa | Estate Manager | Thai Nguyen, Vietnam | 1980-03-08`
  .trim()
  .split('\n')
  .map(person);

/** Who drinks it. */
export const CUSTOMERS: readonly SamplePerson[] = `
Wren Adeyemi | Potter | Bristol, United Kingdom | 1991-09-09
Milo Hartmann | Bookseller | Leipzig, Germany | 1985-02-20
Odette Blanc | Retired Teacher | Nantes, France | 1951-07-01
Kasper Lund | Night Nurse | Odense, Denmark | 1988-11-28
Bea Fontana | Pastry Chef | Trieste, Italy | 1993-05-16
Noor Bakker | Student | Groningen, Netherlands | 2003-01-12
Ivo Marek | Chess Coach | Olomouc, Czechia | 1970-04-26
Siobhan Walsh | Radio Producer | Galway, Ireland | 1982-08-03
Hugo Lemaire | Gardener | Ghent, Belgium | 1978-06-06
Tilda Berg | Illustrator | Uppsala, Sweden | 1996-10-21
Amir Sadeghi | Pharmacist | Vienna, Austria | 1984-03-15
Greta Müller | Cellist | Dresden, Germany | 1975-12-31
Paulo Mendes | Surf Instructor | Ericeira, Portugal | 1990-01-27
Zofia Wójcik | Translator | Kraków, Poland | 1987-09-13
Felix Aubert | Beekeeper | Annecy, France | 1964-05-04
Maren Solberg | Ferry Captain | Tromsø, Norway | 1973-02-17
Idris Cole | Barber | Birmingham, United Kingdom | 1994-07-29
Lena Hofer | Mountain Guide | Innsbruck, Austria | 1989-08-14
Carmen Vidal | Librarian | Girona, Spain | 1981-11-05
Teun Visser | Lock Keeper | Gouda, Netherlands | 1959-03-22
Ada Kowalska | Game Developer | Wrocław, Poland | 1998-06-30
Rafael Costa | Luthier | Braga, Portugal | 1977-10-02
Nina Horvat | Veterinarian | Zagreb, Croatia | 1986-04-18
Otto Lang | Clockmaker | Basel, Switzerland | 1955-09-25
Saskia Peeters | Florist | Antwerp, Belgium | 1992-12-12`
  .trim()
  .split('\n')
  .map(person);

/** The part of an address before the @: the name in plain letters. */
export const handleOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .join('.');
