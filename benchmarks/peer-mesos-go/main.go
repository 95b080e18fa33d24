// The contender on mesos-go, written as its own example scheduler is: controller, rules, one call at a
// time, with the library's defaults.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/mesos/mesos-go/api/v1/lib"
	"github.com/mesos/mesos-go/api/v1/lib/encoding/codecs"
	"github.com/mesos/mesos-go/api/v1/lib/extras/scheduler/callrules"
	"github.com/mesos/mesos-go/api/v1/lib/extras/scheduler/controller"
	"github.com/mesos/mesos-go/api/v1/lib/extras/scheduler/eventrules"
	"github.com/mesos/mesos-go/api/v1/lib/httpcli"
	"github.com/mesos/mesos-go/api/v1/lib/httpcli/httpsched"
	"github.com/mesos/mesos-go/api/v1/lib/scheduler"
	"github.com/mesos/mesos-go/api/v1/lib/scheduler/calls"
)

const framework = "9c2c7b8e-5a0e-4d6e-9c41-0d3b8f2a7e11-0000"

var (
	events, offers int
	command        = "sleep 1000"
	resources      = []mesos.Resource{scalar("cpus", 0.1), scalar("mem", 32)}
)

func main() {
	port, accept := os.Args[1], os.Args[2] == "accept"
	client := httpcli.New(
		httpcli.Endpoint("http://127.0.0.1:"+port+"/api/v1/scheduler"),
		httpcli.Codec(codecs.ByMediaType[codecs.MediaTypeProtobuf]),
	)
	caller := callrules.WithFrameworkID(func() string { return framework }).Caller(httpsched.NewCaller(client))
	handler := func(ctx context.Context, e *scheduler.Event, err error, chain eventrules.Chain) (context.Context, *scheduler.Event, error) {
		events++
		switch e.GetType() {
		case scheduler.Event_UPDATE:
			if status := e.GetUpdate().GetStatus(); !accept && len(status.GetUUID()) > 0 {
				fmt.Println("counted", events, offers)
			}
		case scheduler.Event_OFFERS:
			offers += len(e.GetOffers().GetOffers())
			if accept {
				for _, offer := range e.GetOffers().GetOffers() {
					if failure := calls.CallNoData(ctx, caller, acceptCall(offer)); failure != nil {
						return ctx, e, failure
					}
				}
			}
		}
		return chain(ctx, e, err)
	}
	rules := eventrules.New(controller.AckStatusUpdates(caller), handler)
	tokens := make(chan struct{}, 1)
	tokens <- struct{}{}
	close(tokens)
	failure := controller.Run(
		context.Background(),
		&mesos.FrameworkInfo{User: "nobody", Name: "race"},
		caller,
		controller.WithEventHandler(rules),
		controller.WithRegistrationTokens(tokens),
	)
	fmt.Println("ended:", failure)
}

func acceptCall(offer mesos.Offer) *scheduler.Call {
	return calls.Accept(calls.OfferOperations{calls.OpLaunch(mesos.TaskInfo{
		Name:      "race",
		TaskID:    mesos.TaskID{Value: "race." + offer.ID.Value},
		AgentID:   offer.AgentID,
		Resources: resources,
		Command:   &mesos.CommandInfo{Value: &command},
	})}.WithOffers(offer.ID))
}

func scalar(name string, value float64) mesos.Resource {
	kind := mesos.SCALAR
	return mesos.Resource{Name: name, Type: &kind, Scalar: &mesos.Value_Scalar{Value: value}}
}
