import { execFileSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatorError } from '../../core/operator-error.ts';

/** Whom PostgreSQL runs as. Undefined means: as whoever runs the app. */
export type Identity = { uid: number; gid: number; name: string } | undefined;

/**
 * PostgreSQL refuses to run as root. Under root it runs as whoever owns the cluster already, else as the system
 * user `waxseal`, which is made when there is none, else as `nobody`.
 * @param cluster the folder of the cluster, which need not exist.
 */
export async function chooseIdentity(cluster: string, say: (line: string) => void): Promise<Identity> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parseUsers(await readFile('/etc/passwd', 'utf8'));
  const owner = await stat(cluster).then(
    (found) => found.uid,
    () => 0,
  );
  const found = users.find((user) => (owner > 0 ? user.uid === owner : user.name === 'waxseal'));
  if (found) return found;
  return makeUser(say) ?? nobody(users);
}

function makeUser(say: (line: string) => void): Identity {
  try {
    const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', [...options, '--home-dir', '/nonexistent', 'waxseal'], { stdio: 'ignore' });
    const id = (flag: string) => Number(execFileSync('id', [flag, 'waxseal'], { encoding: 'utf8' }));
    say('made the system user waxseal: PostgreSQL does not run as root');
    return { uid: id('-u'), gid: id('-g'), name: 'waxseal' };
  } catch {
    return undefined;
  }
}

function nobody(users: NonNullable<Identity>[]): Identity {
  const user = users.find(({ name }) => name === 'nobody');
  if (!user) throw new OperatorError('PostgreSQL does not run as root: make a system user named waxseal');
  return user;
}

function parseUsers(passwd: string): NonNullable<Identity>[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Whether that user may walk down to this folder, by the mode bits of it and of every folder above. */
export async function canReach(folder: string, identity: Identity): Promise<boolean> {
  if (!identity) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const shift = uid === identity.uid ? 6 : gid === identity.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
