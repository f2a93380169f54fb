#!/bin/bash
# Boots systemd in namespaces of its own, over a copy of this machine's files that ends with it; the machine itself is
# left as it is. Usage: systemd_box.sh HOME ROOT PACKAGES, with yinju.env in HOME; needs root and Linux with overlayfs.
set -e
export BOX=$1 PROJECT=$2 PACKAGES=$3
group=/sys/fs/cgroup/unified
[ -d $group ] || group=/sys/fs/cgroup
mkdir -p "$group/yinju-box"
echo $$ > "$group/yinju-box/cgroup.procs"
exec unshare --mount --pid --fork --uts --ipc --cgroup --propagation private --kill-child /bin/bash -e -c '
mkdir -p "$BOX/files" "$BOX/root"
mount -t tmpfs tmpfs "$BOX/files"
mkdir "$BOX/files/upper" "$BOX/files/work"
R=$BOX/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$BOX/files/upper,workdir=$BOX/files/work" "$R"
mount -t proc proc "$R/proc"
mount -t sysfs -o ro sysfs "$R/sys"
mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup"
mount -t tmpfs tmpfs "$R/dev"
for device in null zero full random urandom tty; do touch "$R/dev/$device"; mount --bind "/dev/$device" "$R/dev/$device"; done
mkdir "$R/dev/pts" "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$R/dev/pts"
ln -s pts/ptmx "$R/dev/ptmx"
mount -t tmpfs tmpfs "$R/dev/shm"
ln -s /proc/self/fd "$R/dev/fd"
for folder in run tmp; do mount -t tmpfs tmpfs "$R/$folder"; done

# As deploy/README.md says, but that the libraries are those of the tests.
rm -rf "$R/opt/yinju" "$R"/etc/systemd/system/*.wants
mkdir -p "$R/opt/yinju" "$R/srv/yinju"
cp -r "$PROJECT/bot" "$PROJECT/retrieval" "$PROJECT/deploy" "$PROJECT/README.md" "$R/opt/yinju"
cp -r "$PROJECT/seeds" "$R/srv/yinju/seeds"
chroot "$R" /usr/bin/python3 -m venv --without-pip /opt/yinju/.venv
# Where the libraries lie may be hidden in there, or closed to the user of the service.
mkdir -p "$R/opt/packages"
mount --bind "$PACKAGES" "$R/opt/packages"
printf "/opt/packages\n/opt/yinju\n" > "$R/opt/yinju/.venv/lib/$(basename "$(dirname "$PACKAGES")")/site-packages/yinju.pth"
printf "#!/opt/yinju/.venv/bin/python\nfrom bot.__main__ import main\nmain()\n" > "$R/opt/yinju/.venv/bin/yinju"
chmod 755 "$R/opt/yinju/.venv/bin/yinju"
chmod -R go+rX "$R/opt/yinju" "$R/srv/yinju"
install -m 600 "$BOX/yinju.env" "$R/etc/yinju.env"
cp "$PROJECT"/deploy/yinju*.service "$PROJECT"/deploy/yinju*.timer "$R/etc/systemd/system/"
for wanted in multi-user.target.wants/yinju.service timers.target.wants/yinju-backup.timer; do
  mkdir -p "$R/etc/systemd/system/$(dirname "$wanted")"
  ln -s "/etc/systemd/system/$(basename "$wanted")" "$R/etc/systemd/system/$wanted"
done
ln -sf /usr/lib/systemd/system/multi-user.target "$R/etc/systemd/system/default.target"
# Within a chroot, no service could have users of its own.
cd "$R"
pivot_root . mnt
umount -l /mnt
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /usr/lib/systemd/systemd --system
'
