"""Reads a composition as docker-compose renders it and prints what is wrong with it: order, health, secrets, rights."""
import sys

import yaml

services = yaml.safe_load(sys.stdin)["services"]
migrate = sys.argv[1]


def condition(service, other):
    return services[service].get("depends_on", {}).get(other, {}).get("condition")


def finding(ok, text):
    if not ok:
        print(text)


finding(condition(migrate, "db") == "service_healthy", f"{migrate} does not wait until db is healthy")
finding(condition("rest", migrate) == "service_completed_successfully", f"rest does not wait until {migrate} has ended")
finding("restart" not in services[migrate], f"{migrate} would be run again and again")
for name, service in services.items():
    finding(name == migrate or "test" in service.get("healthcheck", {}), f"{name} has no health check")
    finding(not service["image"].endswith(":latest") and ":" in service["image"], f"the image of {name} is not pinned")
    finding("privileged" not in service, f"{name} is privileged")
    for port in service.get("ports", []):
        finding(str(port).startswith("127.0.0.1:"), f"{name} is published to everybody: {port}")
finding("psql" in str(services["db"]["healthcheck"]["test"]), "the health check of db does not connect")
finding(services[migrate]["read_only"] is True and services[migrate]["cap_drop"] == ["ALL"], f"{migrate} may more than it needs")
finding("handelsregister" in services["rest"]["environment"]["PGRST_DB_SCHEMAS"].split(","), "the schema is not exposed")
