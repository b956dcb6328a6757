/** What the sample's members say. `to` is whom the post is for. */
export interface SamplePost {
  readonly to: 'network' | 'connections' | 'followers' | 'circle' | 'everyone';
  readonly text: string;
  readonly replies?: readonly string[];
}

export const EMPLOYEE_POSTS: readonly SamplePost[] = [
  {
    to: 'network',
    text: 'First flush Darjeeling landed in Hamburg this morning. Tasting at 15:00, bring your own cup. #firstflush',
    replies: ['On my way, with the big cup.', 'Save me a spoonful, I am on the late shift.'],
  },
  {
    to: 'network',
    text: 'The canteen survey is closed: 214 of you answered. Soup on Mondays won by a landslide.',
    replies: ['Democracy works.'],
  },
  {
    to: 'connections',
    text: 'Ten years here today. Thank you for putting up with my humming.',
    replies: ['Never stop humming.', 'Ten! Congratulations!'],
  },
  { to: 'circle', text: 'Climbing hall on Thursday? I have two guest passes.', replies: ['Count me in.'] },
  {
    to: 'circle',
    text: 'Between us: I am looking at the part-time scheme for next year. Does anybody have experience with it?',
  },
  {
    to: 'network',
    text: 'New pallet labels from Monday. The guide is on the warehouse board; ask me before you peel anything off. #warehouse',
  },
  {
    to: 'network',
    text: 'Blend 42 passed the panel with 8.6. Tomás pretends not to be proud. #blending',
    replies: ['I am not proud. I am correct.', 'Framing this.'],
  },
  {
    to: 'followers',
    text: 'Notes from the sourcing trip: three estates, eleven cups a day, one very patient goat.',
  },
  {
    to: 'connections',
    text: 'Bike broke down at the lock. If anybody drives past the depot around six, I would be grateful.',
    replies: ['Leaving at half past five, I will pick you up.'],
  },
  {
    to: 'network',
    text: 'Reminder: what you say in a closed space stays in it. Nobody in management can read it, and that is by design. #workscouncil',
  },
  { to: 'circle', text: 'Results are back and all is well. Thank you for asking without asking.' },
  { to: 'network', text: 'The kettle on floor 3 is fixed. Please do not thank me, thank the kettle.' },
];

export const PARTNER_POSTS: readonly SamplePost[] = [
  {
    to: 'network',
    text: 'Monsoon is ten days early in Munnar. Expect second flush volumes at about 80 % of plan. #crop',
    replies: [
      'Thank you for the early word. We will move the vessel.',
      'Can we see the leaf grades next week?',
    ],
  },
  {
    to: 'network',
    text: 'Felixstowe: berth 7 closed until Friday noon. Containers for Rotterdam go over Harwich. #port',
  },
  {
    to: 'connections',
    text: 'We have two reefers free on the 14th, Varna to Hamburg. First come, first served.',
  },
  {
    to: 'network',
    text: 'New recyclable tin passed the drop test from two metres. Samples on request. #packaging',
    replies: ['Please send us ten.'],
  },
  {
    to: 'circle',
    text: 'Draft terms for the spring contract are in our space. Comments by Wednesday, please.',
  },
  { to: 'followers', text: 'Harvest festival pictures soon. The children won the plucking contest again.' },
  {
    to: 'network',
    text: 'Audit season: the checklist changed in section 4 (traceability). Happy to walk anybody through it. #quality',
  },
  {
    to: 'network',
    text: 'The cooperative voted to plant shade trees on 40 hectares. It took three meetings and one very long lunch.',
    replies: ['Wonderful news, Grace.'],
  },
];

export const CUSTOMER_POSTS: readonly SamplePost[] = [
  {
    to: 'everyone',
    text: 'Cold brew sencha, eight hours in the fridge, one slice of cucumber. You are welcome. #recipes',
    replies: ['Trying this tonight.', 'Cucumber? I am listening.'],
  },
  {
    to: 'network',
    text: 'What do you drink on a night shift that does not keep you up afterwards? #nightshift',
    replies: ['Rooibos with orange peel.', 'Barley tea, always.'],
  },
  {
    to: 'connections',
    text: 'Threw a new teapot today. The lid fits on the first try, which has never happened before.',
    replies: ['Pictures please!'],
  },
  { to: 'network', text: 'The Assam in the blue tin tastes of biscuits and Sunday mornings. #review' },
  {
    to: 'circle',
    text: 'Surprise party for Hugo on the 20th. Not a word to him.',
    replies: ['My lips are sealed. With wax.'],
  },
  { to: 'everyone', text: 'A small thing I like here: I can see who reads this before I post it. #beeswax' },
  { to: 'followers', text: 'New comic strip: a teapot and a kettle argue about who does the actual work.' },
  {
    to: 'network',
    text: 'Order arrived with a handwritten note. Whoever packs in Hamburg: thank you. #service',
    replies: ['I passed it on to the packing table. They are beaming.'],
  },
  { to: 'network', text: 'Is the smoky one coming back this winter? Asking for my whole choir. #lapsang' },
  {
    to: 'circle',
    text: 'I will be away for treatment in March. You few may know; the rest may think I am sailing.',
  },
  { to: 'everyone', text: 'Honey from our own hives in an earl grey. I cannot go back. #recipes' },
  {
    to: 'network',
    text: 'Water first or milk first? I have brought popcorn. #eternalquestions',
    replies: ['Milk last.', 'No milk.', 'This is how wars begin.'],
  },
];

export const CIRCLE_TITLES: readonly string[] = [
  'Close friends',
  'Lunch table',
  'Family here',
  'Book club',
  'Trusted few',
];
