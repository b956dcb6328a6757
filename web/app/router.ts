import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { deskSearch } from '../desk/desk-search.ts';
import { AppFrame } from './app-frame.tsx';
import { BrokenScreen, LostScreen } from './lost.tsx';
import { PendingScreen } from './pending.tsx';
import { Root } from './root.tsx';
import { ThresholdFrame } from './threshold-frame.tsx';

const root = createRootRoute({
  component: Root,
  notFoundComponent: LostScreen,
  errorComponent: BrokenScreen,
});

/** Screens before one speaks as anyone: sign-in, networks, consent. */
const threshold = createRoute({ getParentRoute: () => root, id: 'threshold', component: ThresholdFrame });
/** Screens of a member, seen as a persona. */
const app = createRoute({ getParentRoute: () => root, id: 'app', component: AppFrame });

const atThreshold = [
  createRoute({
    getParentRoute: () => threshold,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('../session/sign-in.tsx'), 'SignInScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/sign-up',
    component: lazyRouteComponent(() => import('../session/sign-up.tsx'), 'SignUpScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/verify',
    component: lazyRouteComponent(() => import('../ledger/verify.tsx'), 'VerifyScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/networks',
    component: lazyRouteComponent(() => import('../networks/networks.tsx'), 'NetworksScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/networks/new',
    component: lazyRouteComponent(() => import('../networks/new-network.tsx'), 'NewNetworkScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/networks/compare',
    validateSearch: ({ one, other }: Record<string, unknown>): { one: string; other: string } => ({
      one: String(one ?? ''),
      other: String(other ?? ''),
    }),
    component: lazyRouteComponent(() => import('../networks/compare-networks.tsx'), 'CompareNetworksScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/networks/$slug',
    component: lazyRouteComponent(() => import('../networks/join-network.tsx'), 'JoinNetworkScreen'),
  }),
  createRoute({
    getParentRoute: () => threshold,
    path: '/oauth/authorize',
    component: lazyRouteComponent(() => import('../oauth/authorize.tsx'), 'AuthorizeScreen'),
  }),
];

const inApp = [
  createRoute({
    getParentRoute: () => app,
    path: '/',
    component: lazyRouteComponent(() => import('../feed/home.tsx'), 'HomeScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/network',
    component: lazyRouteComponent(() => import('../feed/network-feed.tsx'), 'NetworkFeedScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/bookmarks',
    component: lazyRouteComponent(() => import('../feed/bookmarks.tsx'), 'BookmarksScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/tags/$tag',
    component: lazyRouteComponent(() => import('../feed/tag-feed.tsx'), 'TagFeedScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/posts/$id',
    component: lazyRouteComponent(() => import('../post/post-screen.tsx'), 'PostScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('../profile/profile-screen.tsx'), 'ProfileScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/n/$network/@{$handle}',
    component: lazyRouteComponent(() => import('../profile/by-handle.tsx'), 'ByHandleScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/n/$network/posts/$id',
    component: lazyRouteComponent(() => import('../post/by-address.tsx'), 'PostByAddressScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/n/$network/tags/$tag',
    component: lazyRouteComponent(() => import('../feed/tag-by-address.tsx'), 'TagByAddressScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/profile',
    component: lazyRouteComponent(() => import('../profile/own-profile.tsx'), 'OwnProfileScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/attributes',
    component: lazyRouteComponent(() => import('../attributes/attributes.tsx'), 'AttributesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/attributes/sets',
    component: lazyRouteComponent(() => import('../attributes/sets.tsx'), 'SetsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/files',
    component: lazyRouteComponent(() => import('../files/files.tsx'), 'FilesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/files/$id',
    component: lazyRouteComponent(() => import('../files/resource.tsx'), 'ResourceScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/circles',
    component: lazyRouteComponent(() => import('../circles/circles.tsx'), 'CirclesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/circles/$id',
    component: lazyRouteComponent(() => import('../circles/circle.tsx'), 'CircleScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/connections',
    component: lazyRouteComponent(() => import('../connections/connections.tsx'), 'ConnectionsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/directory',
    component: lazyRouteComponent(() => import('../directory/directory.tsx'), 'DirectoryScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/search',
    component: lazyRouteComponent(() => import('../directory/search.tsx'), 'SearchScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/spaces',
    component: lazyRouteComponent(() => import('../spaces/spaces.tsx'), 'SpacesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/spaces/$id',
    component: lazyRouteComponent(() => import('../spaces/space.tsx'), 'SpaceScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/messages',
    component: lazyRouteComponent(() => import('../messages/messages.tsx'), 'MessagesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/messages/$id',
    component: lazyRouteComponent(() => import('../messages/conversation.tsx'), 'ConversationScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/desk',
    validateSearch: deskSearch,
    component: lazyRouteComponent(() => import('../desk/desk.tsx'), 'DeskScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/notifications',
    component: lazyRouteComponent(() => import('../notifications/notifications.tsx'), 'NotificationsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/view-as',
    component: lazyRouteComponent(() => import('../view-as/view-as.tsx'), 'ViewAsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/grants',
    component: lazyRouteComponent(() => import('../grants/grants.tsx'), 'GrantsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy',
    component: lazyRouteComponent(() => import('../privacy/privacy-centre.tsx'), 'PrivacyCentreScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/check-up',
    component: lazyRouteComponent(() => import('../check-up/check-up.tsx'), 'CheckUpScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/decisions',
    component: lazyRouteComponent(() => import('../privacy/decisions.tsx'), 'DecisionsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/ledger',
    component: lazyRouteComponent(() => import('../ledger/own-entries.tsx'), 'LedgerScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/uses',
    component: lazyRouteComponent(() => import('../uses/uses.tsx'), 'UsesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/learnt',
    component: lazyRouteComponent(() => import('../uses/learnt.tsx'), 'LearntScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/insight',
    component: lazyRouteComponent(() => import('../insight/console.tsx'), 'InsightScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/listening',
    component: lazyRouteComponent(() => import('../insight/listening/listening.tsx'), 'ListeningScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/requests',
    validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
      typeof to === 'string' ? { to } : {},
    component: lazyRouteComponent(() => import('../records/own-requests.tsx'), 'OwnRequestsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/processing',
    component: lazyRouteComponent(() => import('../records/notice.tsx'), 'NoticeScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/records',
    component: lazyRouteComponent(() => import('../records/records.tsx'), 'RecordsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/records/$id',
    component: lazyRouteComponent(() => import('../records/record.tsx'), 'RecordScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/records/$id/report',
    component: lazyRouteComponent(() => import('../records/report.tsx'), 'ReportScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/records/$id/saved/$saved',
    component: lazyRouteComponent(() => import('../records/saved-record.tsx'), 'SavedRecordScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/records/$id/requests',
    component: lazyRouteComponent(() => import('../records/their-requests.tsx'), 'TheirRequestsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/records/$id/breaches',
    component: lazyRouteComponent(() => import('../records/breaches.tsx'), 'BreachesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/receipts',
    component: lazyRouteComponent(() => import('../receipts/receipts.tsx'), 'ReceiptsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations',
    component: lazyRouteComponent(() => import('../organisations/organisations.tsx'), 'OrganisationsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id',
    component: lazyRouteComponent(() => import('../organisations/house.tsx'), 'HouseScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/receipts',
    component: lazyRouteComponent(
      () => import('../receipts/organisation-receipts.tsx'),
      'OrganisationReceiptsScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/policies/try',
    component: lazyRouteComponent(() => import('../policies/try-policy.tsx'), 'TryPolicyScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/policies',
    component: lazyRouteComponent(() => import('../sign-off/policies.tsx'), 'PoliciesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/sign-off',
    component: lazyRouteComponent(() => import('../sign-off/sign-off.tsx'), 'SignOffScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/sign-off/$organisation/rules',
    component: lazyRouteComponent(() => import('../sign-off/rules.tsx'), 'SignOffRulesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/sign-off/$organisation/$matter',
    component: lazyRouteComponent(() => import('../sign-off/matter.tsx'), 'MatterScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/linkage',
    component: lazyRouteComponent(() => import('../linkage/linkage.tsx'), 'LinkageScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/exposure',
    component: lazyRouteComponent(() => import('../privacy/exposure.tsx'), 'ExposureScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/bulk',
    component: lazyRouteComponent(() => import('../privacy/bulk-change.tsx'), 'BulkChangeScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/identity',
    component: lazyRouteComponent(() => import('../privacy/identity.tsx'), 'IdentityScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/visibility',
    component: lazyRouteComponent(() => import('../privacy/visibility.tsx'), 'VisibilityScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/contact',
    component: lazyRouteComponent(() => import('../privacy/contact.tsx'), 'ContactScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/processing',
    component: lazyRouteComponent(() => import('../privacy/processing.tsx'), 'ProcessingScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/connecting',
    component: lazyRouteComponent(() => import('../privacy/connecting.tsx'), 'ConnectingScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings',
    component: lazyRouteComponent(() => import('../settings/settings.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/offers',
    component: lazyRouteComponent(() => import('../offers/house-offers.tsx'), 'HouseOffersScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/privacy/offers',
    component: lazyRouteComponent(() => import('../offers/own-offers.tsx'), 'OwnOffersScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/audiences',
    component: lazyRouteComponent(() => import('../audiences/audiences.tsx'), 'AudiencesScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/influence',
    component: lazyRouteComponent(() => import('../influence/influence.tsx'), 'InfluenceScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/risks',
    component: lazyRouteComponent(() => import('../risk/register.tsx'), 'RiskRegisterScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/risks/$risk',
    component: lazyRouteComponent(() => import('../risk/risk.tsx'), 'RiskScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/organisations/$id/risks/$risk/impact-assessment',
    component: lazyRouteComponent(() => import('../risk/impact-assessment.tsx'), 'ImpactAssessmentScreen'),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/administration',
    component: lazyRouteComponent(
      () => import('../administration/administration.tsx'),
      'AdministrationScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/more',
    component: lazyRouteComponent(() => import('./more.tsx'), 'MoreScreen'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren([threshold.addChildren(atThreshold), app.addChildren(inApp)]),
  defaultPreload: 'intent',
  defaultPendingComponent: PendingScreen,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
