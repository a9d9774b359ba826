package web

import (
	"encoding/base64"
	"net/http"
	"strconv"

	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/proof"
)

// receiptPage shows the receipt of one record, checked just now with the public key.
func (s *Server) receiptPage(w http.ResponseWriter, r *http.Request, v visit) error {
	no, version, err := recordOf(r)
	if err != nil {
		return err
	}
	receipt, vkey, sealed, err := v.reader.Receipt(r.Context(), v.who.District, no, version)
	if err != nil {
		return err
	}
	back := v.base + "/cases/" + string(no)
	page := proof.Receipt{No: string(no), Back: back + "?all=1#entry-" + strconv.FormatInt(version, 10), Sealed: sealed, Verifying: vkey}
	if !sealed {
		view, err := v.reader.Case(r.Context(), v.who.District, no)
		if err != nil {
			return err
		}
		record, _ := view.Record(version)
		page.Type, page.At, page.Unit, page.Leaf = record.Type, record.Moment.At, v.units.Name(record.Moment.By.Unit), string(record.Data)
		return show(w, r, http.StatusOK, proof.ReceiptPage(s.frame(r, v, "receipt.title"), page))
	}
	key, err := ledger.ParseVerifierKey(vkey)
	if err != nil {
		return err
	}
	event, checkpoint, err := receipt.Verify(receipt.Leaf, key)
	page.Checked = err == nil
	if err != nil {
		s.o.Log.ErrorContext(r.Context(), "receipt does not verify", "case", no, "version", version, "error", err)
		if event, err = ledger.ParseLeaf(receipt.Leaf); err != nil {
			return err
		}
	}
	page.Type, page.At, page.Unit = event.Type, event.At, v.units.Name(event.Actor.Unit)
	page.Index, page.Size, page.Origin = receipt.Index, checkpoint.Size, checkpoint.Origin
	page.Leaf, page.LeafHash, page.Root = string(receipt.Leaf), ledger.LeafHash(receipt.Leaf).String(), checkpoint.Root.String()
	for _, h := range receipt.Proof {
		page.Path = append(page.Path, h.String())
	}
	page.Download = r.URL.Path + "/receipt"
	return show(w, r, http.StatusOK, proof.ReceiptPage(s.frame(r, v, "receipt.title"), page))
}

// receipt gives the receipt as a file, to keep and to check elsewhere.
func (s *Server) receipt(w http.ResponseWriter, r *http.Request, v visit) error {
	no, version, err := recordOf(r)
	if err != nil {
		return err
	}
	receipt, _, sealed, err := v.reader.Receipt(r.Context(), v.who.District, no, version)
	if err != nil {
		return err
	}
	if !sealed {
		return rule.Refuse(rule.Unavailable, "P-06", "这条记录正在封存，请稍后再取回执")
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+string(no)+"-"+strconv.FormatInt(version, 10)+`.tlog-proof"`)
	_, err = w.Write([]byte(receipt.Text()))
	return err
}

func recordOf(r *http.Request) (casework.CaseNo, int64, error) {
	version, err := strconv.ParseInt(r.PathValue("version"), 10, 64)
	if err != nil || version < 1 {
		return "", 0, rule.Refuse(rule.Unknown, "P-06", "没有这条办理记录")
	}
	return casework.CaseNo(r.PathValue("no")), version, nil
}

// recordHome leads to the record of the person's own district, or lists the districts, as for the city.
func (s *Server) recordHome(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.who.District != 0 && !ofCity(v) {
		http.Redirect(w, r, "/record/"+districtText(v.who.District), http.StatusSeeOther)
		return nil
	}
	all, err := s.desk.Districts(r.Context())
	if err != nil {
		return err
	}
	var page proof.Districts
	for _, d := range all {
		page.All = append(page.All, proof.District{Name: d.Name, Href: "/record/" + districtText(d.ID)})
	}
	return show(w, r, http.StatusOK, proof.DistrictsPage(s.frame(r, v, "nav.record"), page))
}

// recordPage tells how a district's record stands; it is open to everybody.
func (s *Server) recordPage(w http.ResponseWriter, r *http.Request, v visit) error {
	id, err := strconv.ParseInt(r.PathValue("district"), 10, 64)
	if err != nil || id <= 0 {
		return s.missing(w, r, v)
	}
	district, err := s.district(r.Context(), org.DistrictID(id))
	if err != nil {
		return err
	}
	state, err := s.desk.State(r.Context(), district.ID)
	if err != nil {
		return err
	}
	page := proof.Log{
		District: district.Name, Size: state.Checkpoint.Size, At: state.Checkpoint.At, Checkpoint: state.Checkpoint.Note,
		Root: base64.StdEncoding.EncodeToString(state.Checkpoint.Root), Key: state.Vkey, Prefix: "/log/" + districtText(district.ID),
		Empty: state.Checkpoint.Size == 0,
	}
	if key, err := ledger.ParseVerifierKey(state.Vkey); err == nil {
		page.Origin = key.Name()
	}
	f := s.frame(r, v, "nav.record")
	if f.District == "" {
		f.District, f.Slogan = district.Name, slogan(locale.From(r.Context()), district)
	}
	return show(w, r, http.StatusOK, proof.LogPage(f, page))
}
