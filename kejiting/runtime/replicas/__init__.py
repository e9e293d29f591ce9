"""What only reads goes to a replica; who has just written reads what they wrote (KEJITING_DATABASE_REPLICAS).

The middleware that puts a request under these rules is kejiting.web.replica_requests; outside of requests, in commands, all
goes to the primary.
"""

from kejiting.runtime.replicas.request import alias_for_reading, primary, require
from kejiting.runtime.replicas.servers import PRIMARY, primary_is_gone
