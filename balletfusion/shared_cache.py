"""The cache that all processes share: rows of the database, so that what is counted counts for all.

How often one may try at a door is kept here, under a lock that is taken by `add`. Django's own cache in the
database asks first and writes then, so that two may both have added; and beyond some hundred entries it
throws away living ones: whoever can make entries could have their tries forgotten.
"""

import base64
import datetime
import pickle

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction

TABLE = "shared_cache"  # made by a migration of accounts
FAR = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)

# One statement: of many who add one key at a time, exactly one has added it.
WRITE = """INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"""
IF_OVER = " WHERE {table}.expires < %s"


class SharedCache(DatabaseCache):
    """Only what is over is ever thrown away, by `sweep`; a write that fails is an error, not silence."""

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        if mode == "touch":
            return super()._base_set(mode, key, value, timeout)
        connection = connections[router.db_for_write(self.cache_model_class)]
        as_stored = connection.ops.adapt_datetimefield_value
        packed = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        statement, given = WRITE, [key, packed, as_stored(self._until(timeout))]
        if mode == "add":
            statement += IF_OVER
            given.append(as_stored(datetime.datetime.now(datetime.UTC)))
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=connection.ops.quote_name(self._table)), given)
            return cursor.rowcount == 1

    def incr(self, key, delta=1, version=None):
        """Counted under a lock of its row: Django reads and then writes, and loses what comes between."""
        name = self.make_and_validate_key(key, version=version)
        using = router.db_for_write(self.cache_model_class)
        with transaction.atomic(using=using):
            self._hold(connections[using], name)
            value = self.get(key, version=version)
            if value is None:
                raise ValueError(f"There is no {key} to count on.")
            self._keep(connections[using], name, value + delta)
        return value + delta

    def _hold(self, connection, name):
        """SQLite holds the whole database from the beginning of a transaction."""
        if connection.features.has_select_for_update:
            with connection.cursor() as cursor:
                table = connection.ops.quote_name(self._table)
                cursor.execute(f"SELECT 1 FROM {table} WHERE cache_key = %s FOR UPDATE", [name])  # noqa: S608

    def _keep(self, connection, name, value):
        """How long it lasts stays as it was."""
        packed = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(self._table)
            cursor.execute(f"UPDATE {table} SET value = %s WHERE cache_key = %s", [packed, name])  # noqa: S608

    def _until(self, timeout) -> datetime.datetime:
        seconds = self.get_backend_timeout(timeout)
        return FAR if seconds is None else datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)


def sweep(*, now: datetime.datetime) -> int:
    """Throw away what is over; how many entries that were. The worker calls it once a day."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {TABLE} WHERE expires < %s", [moment])  # noqa: S608 - our own name
        return cursor.rowcount
