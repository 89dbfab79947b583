#!/bin/sh
# Sets up feedbackparse for this user from the wheels beside this file, without network.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
for version in 3.14 3.13 3.12 3.11; do
    if [ -e "$here/wheels/for-python-$version" ] && command -v "python$version" >/dev/null; then
        exec "python$version" "$here/install.py"
    fi
done
exec python3 "$here/install.py"
