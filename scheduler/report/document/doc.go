// Package document is the JSON form of what a scheduler.Planner answers: results, and the errors that
// stand in their place. Its keys are fixed; [Schema] describes them.
//
//	res, err := planner.Suggest(ctx, req)
//	if err != nil {
//		return document.ErrorJSON(os.Stdout, err)
//	}
//	return document.JSON(os.Stdout, res)
//
// [NewResult] and [NewErrorResult] make the values that are written, for those who add to them first:
// [NewTradeoff] and [NewRobustness] are the answers to further questions, [NewAssessments] judges starts.
// [Read] reads back what was written, whichever document it is; so does encoding/json into the same types.
//
// Every function gives equal bytes for equal input. Nothing is kept between calls, and all functions are
// safe for concurrent use.
package document
