import { accountProbes } from './accounts.ts';
import { appProbes } from './apps.ts';
import { audienceProbes } from './audiences.ts';
import { controlProbes } from './controls.ts';
import { conversationProbes } from './conversations.ts';
import { deskProbes } from './desk.ts';
import { influenceProbes } from './influence.ts';
import { leavingProbes } from './leaving.ts';
import { listeningProbes } from './listening.ts';
import { offerProbes } from './offers.ts';
import { insightProbes, recordProbes } from './organisations.ts';
import { policyProbes } from './policies.ts';
import { privacyProbes } from './privacy.ts';
import type { Probe } from './probe.ts';
import { resourceProbes } from './resources.ts';
import { riskProbes } from './risks.ts';
import { seatProbes } from './seats.ts';
import {
  attributeProbes,
  attributeSetProbes,
  networkProbes,
  organisationProbes,
  signInProbes,
} from './sign-in.ts';
import { signOffProbes } from './sign-offs.ts';
import { simulationProbes } from './simulations.ts';
import { statusProbes } from './statuses.ts';
import { tieProbes } from './ties.ts';

/** How every route is come at. Within a phase this is the order. */
export const PROBES: readonly Probe[] = [
  ...statusProbes,
  ...accountProbes,
  ...tieProbes,
  ...controlProbes,
  ...resourceProbes,
  ...attributeProbes,
  ...attributeSetProbes,
  ...organisationProbes,
  ...seatProbes,
  ...policyProbes,
  ...signOffProbes,
  ...riskProbes,
  ...simulationProbes,
  ...privacyProbes,
  ...insightProbes,
  ...audienceProbes,
  ...listeningProbes,
  ...influenceProbes,
  ...leavingProbes,
  ...offerProbes,
  ...recordProbes,
  ...conversationProbes,
  ...deskProbes,
  ...networkProbes,
  ...appProbes,
  ...signInProbes,
];
