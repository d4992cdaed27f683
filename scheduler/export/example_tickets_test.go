package export_test

import (
	"os"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// saturday is the window of these examples, and sunday when they were made.
var (
	saturday = []export.Window{{Interval: calendar.Interval{Start: time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC), End: time.Date(2026, 12, 5, 5, 0, 0, 0, time.UTC)}}}
	sunday   = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
)

func ExampleExport_gitlab() {
	out, err := export.Export("gitlab-deploy-freeze", export.Maintenance{ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "freeze_start": "0 3 5 12 *",
	//   "freeze_end": "0 5 5 12 *",
	//   "cron_timezone": "UTC"
	// }
}

func ExampleExport_opsgenie() {
	out, err := export.Export("opsgenie", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{Opsgenie: export.OpsgenieOptions{Integrations: []string{"4513b7ea-3b91-438f-b7e4-e3e54af9147c"}}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "description": "Database upgrade (db-2026-12-1)",
	//   "time": {
	//     "type": "schedule",
	//     "startDate": "2026-12-05T03:00:00Z",
	//     "endDate": "2026-12-05T05:00:00Z"
	//   },
	//   "rules": [
	//     {
	//       "state": "disabled",
	//       "entity": {
	//         "id": "4513b7ea-3b91-438f-b7e4-e3e54af9147c",
	//         "type": "integration"
	//       }
	//     }
	//   ]
	// }
}

func ExampleExport_newRelic() {
	out, err := export.Export("newrelic-muting-rule", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{NewRelic: export.NewRelicOptions{AccountID: 1234567, Conditions: []export.NewRelicCondition{{Attribute: "policyName", Values: []string{"DB"}}}}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "query": "mutation($accountId: Int!, $rule: AlertsMutingRuleInput!) { alertsMutingRuleCreate(accountId: $accountId, rule: $rule) { id } }",
	//   "variables": {
	//     "accountId": 1234567,
	//     "rule": {
	//       "name": "db-2026-12-1",
	//       "description": "Database upgrade",
	//       "enabled": true,
	//       "condition": {
	//         "operator": "AND",
	//         "conditions": [
	//           {
	//             "attribute": "policyName",
	//             "operator": "EQUALS",
	//             "values": [
	//               "DB"
	//             ]
	//           }
	//         ]
	//       },
	//       "schedule": {
	//         "startTime": "2026-12-05T03:00:00",
	//         "endTime": "2026-12-05T05:00:00",
	//         "timeZone": "UTC"
	//       }
	//     }
	//   }
	// }
}

func ExampleExport_incidentIO() {
	out, err := export.Export("incident-io", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{IncidentIO: export.IncidentIOOptions{Lead: "ops-lead@example.com", Conditions: []export.IncidentIOCondition{{Subject: "alert.title", Operation: "contains", Value: "db"}}}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "name": "Database upgrade (db-2026-12-1)",
	//   "start_at": "2026-12-05T03:00:00Z",
	//   "end_at": "2026-12-05T05:00:00Z",
	//   "lead": {
	//     "email": "ops-lead@example.com"
	//   },
	//   "alert_condition_groups": [
	//     {
	//       "conditions": [
	//         {
	//           "subject": "alert.title",
	//           "operation": "contains",
	//           "param_bindings": [
	//             {
	//               "value": {
	//                 "literal": "db"
	//               }
	//             }
	//           ]
	//         }
	//       ]
	//     }
	//   ],
	//   "show_in_sidebar": true,
	//   "reroute_on_end": false,
	//   "resolve_on_end": false
	// }
}

func ExampleExport_incidentIOStatusPage() {
	out, err := export.Export("incident-io-status-page", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{IncidentIO: export.IncidentIOOptions{StatusPage: "01FCNDV6P870EA6S7TK1DSYDG0", Components: []string{"01FCNDV6P870EA6S7TK1DSYDG2"}}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "status_page_id": "01FCNDV6P870EA6S7TK1DSYDG0",
	//   "name": "Database upgrade",
	//   "message": "Database upgrade",
	//   "maintenance_status": "maintenance_scheduled",
	//   "start_at": "2026-12-05T03:00:00Z",
	//   "end_at": "2026-12-05T05:00:00Z",
	//   "affected_component_ids": [
	//     "01FCNDV6P870EA6S7TK1DSYDG2"
	//   ],
	//   "notify_subscribers": false,
	//   "idempotency_key": "db-2026-12-1-0-1796439600-1796446800"
	// }
}

func ExampleExport_zabbix() {
	out, err := export.Export("zabbix", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{Zabbix: export.ZabbixOptions{Groups: []string{"4"}}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "jsonrpc": "2.0",
	//   "method": "maintenance.create",
	//   "params": {
	//     "name": "db-2026-12-1",
	//     "active_since": 1796439600,
	//     "active_till": 1796446800,
	//     "description": "Database upgrade",
	//     "maintenance_type": 0,
	//     "groups": [
	//       {
	//         "groupid": "4"
	//       }
	//     ],
	//     "timeperiods": [
	//       {
	//         "timeperiod_type": 0,
	//         "start_date": 1796439600,
	//         "period": 7200
	//       }
	//     ]
	//   },
	//   "id": 1
	// }
}

func ExampleExport_icinga() {
	out, err := export.Export("icinga", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday, CreatedBy: "ops",
		Options: export.Options{Icinga: export.IcingaOptions{Filter: `"db" in host.groups`}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "type": "Host",
	//   "filter": "\"db\" in host.groups",
	//   "author": "ops",
	//   "comment": "Database upgrade (db-2026-12-1)",
	//   "start_time": 1796439600,
	//   "end_time": 1796446800,
	//   "fixed": true,
	//   "all_services": true
	// }
}

func ExampleExport_jira() {
	out, err := export.Export("jira", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{Jira: export.JiraOptions{Project: "OPS", StartField: "customfield_10061", EndField: "customfield_10062"}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "fields": {
	//     "customfield_10061": "2026-12-05T03:00:00.000+0000",
	//     "customfield_10062": "2026-12-05T05:00:00.000+0000",
	//     "description": "Planned: 2026-12-05T03:00:00Z to 2026-12-05T05:00:00Z",
	//     "issuetype": {
	//       "name": "Change"
	//     },
	//     "labels": [
	//       "db-2026-12-1"
	//     ],
	//     "project": {
	//       "key": "OPS"
	//     },
	//     "summary": "Database upgrade"
	//   }
	// }
}

func ExampleExport_serviceNow() {
	out, err := export.Export("servicenow", export.Maintenance{
		ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday,
		Options: export.Options{ServiceNow: export.ServiceNowOptions{AssignmentGroup: "Database"}},
	})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "type": "normal",
	//   "short_description": "Database upgrade",
	//   "description": "Planned: 2026-12-05T03:00:00Z to 2026-12-05T05:00:00Z",
	//   "start_date": "2026-12-05 03:00:00",
	//   "end_date": "2026-12-05 05:00:00",
	//   "correlation_id": "db-2026-12-1",
	//   "assignment_group": "Database"
	// }
}

func ExampleExport_slack() {
	out, err := export.Export("slack", export.Maintenance{ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "text": "Database upgrade\n2026-12-05T03:00:00Z to 2026-12-05T05:00:00Z",
	//   "blocks": [
	//     {
	//       "type": "header",
	//       "text": {
	//         "type": "plain_text",
	//         "text": "Database upgrade"
	//       }
	//     },
	//     {
	//       "type": "section",
	//       "text": {
	//         "type": "mrkdwn",
	//         "text": "<!date^1796439600^{date_short_pretty} {time}|2026-12-05T03:00:00Z> to <!date^1796446800^{date_short_pretty} {time}|2026-12-05T05:00:00Z>"
	//       }
	//     }
	//   ]
	// }
}

func ExampleExport_teams() {
	out, err := export.Export("teams", export.Maintenance{ID: "db-2026-12", Title: "Database upgrade", Windows: saturday, Stamp: sunday})
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(out.Bytes())
	// Output:
	// {
	//   "type": "message",
	//   "attachments": [
	//     {
	//       "contentType": "application/vnd.microsoft.card.adaptive",
	//       "content": {
	//         "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
	//         "type": "AdaptiveCard",
	//         "version": "1.4",
	//         "fallbackText": "Database upgrade\n2026-12-05T03:00:00Z to 2026-12-05T05:00:00Z",
	//         "body": [
	//           {
	//             "type": "RichTextBlock",
	//             "inlines": [
	//               {
	//                 "type": "TextRun",
	//                 "text": "Database upgrade",
	//                 "size": "Large",
	//                 "weight": "Bolder"
	//               }
	//             ]
	//           },
	//           {
	//             "type": "TextBlock",
	//             "text": "{{DATE(2026-12-05T03:00:00Z,SHORT)}} {{TIME(2026-12-05T03:00:00Z)}} to {{DATE(2026-12-05T05:00:00Z,SHORT)}} {{TIME(2026-12-05T05:00:00Z)}} (2026-12-05T03:00:00Z to 2026-12-05T05:00:00Z)",
	//             "wrap": true
	//           }
	//         ]
	//       }
	//     }
	//   ]
	// }
}
